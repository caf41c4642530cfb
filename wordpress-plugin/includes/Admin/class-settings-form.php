<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

use CoopCredentials\Gate\Contact;
use CoopCredentials\Verifier\Connection_Settings;

/**
 * The HTML of the settings page. The key is asked for, never shown.
 */
final class Settings_Form {

	public function __construct(
		private readonly Connection_Settings $settings,
		private readonly string $action,
	) {}

	/** @param Saved_Form|null $saved What came of saving just now. */
	public function show( ?Saved_Form $saved ): void {
		?>
		<div class="wrap">
			<h1><?php esc_html_e( 'Co-op Credentials', 'coop-credentials' ); ?></h1>
			<p><?php esc_html_e( 'Connect this site to the service that checks memberships. Whoever runs that service gives you its address and a key for this site.', 'coop-credentials' ); ?></p>
			<?php $this->show_saved( $saved ); ?>
			<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
				<input type="hidden" name="action" value="<?php echo esc_attr( $this->action ); ?>">
				<?php wp_nonce_field( $this->action ); ?>
				<table class="form-table" role="presentation">
					<?php
					$this->show_url( $saved?->refused_url );
					$this->show_key();
					$this->show_contact();
					?>
				</table>
				<p id="coop-test-help">
					<?php
					/* translators: %s: address of this site. */
					printf( esc_html__( 'The test asks the service whether it knows this site as %s. It changes nothing there.', 'coop-credentials' ), '<code>' . esc_html( home_url() ) . '</code>' );
					?>
				</p>
				<?php submit_button( __( 'Save and test', 'coop-credentials' ), 'primary', 'submit', true, array( 'aria-describedby' => 'coop-test-help' ) ); ?>
			</form>
			<?php ( new What_Next( $this->settings ) )->show(); ?>
			<h2><?php esc_html_e( 'Good to know', 'coop-credentials' ); ?></h2>
			<p><?php esc_html_e( 'When you deactivate this plugin, WordPress shows what was behind the gates to everybody. Set such pages to private first. Pictures and files inside a gate can be opened by anyone who knows their address.', 'coop-credentials' ); ?></p>
			<p><?php esc_html_e( 'Is there a proxy in front of this site that hides visitors’ addresses? Then all visitors share one limit of 300 calls a minute; the readme says how to change that.', 'coop-credentials' ); ?></p>
		</div>
		<?php
	}

	private function show_saved( ?Saved_Form $saved ): void {
		if ( null === $saved ) {
			return;
		}

		foreach ( $saved->faults as $fault ) {
			echo '<div role="alert" class="notice inline notice-error"><p>' . esc_html( $fault ) . '</p></div>';
		}

		$is_ok = $saved->result['ok'];
		printf( '<div id="coop-credentials-test" tabindex="-1" role="%s" class="notice inline notice-%s">', $is_ok ? 'status' : 'alert', $is_ok ? 'success' : 'error' );
		foreach ( $saved->result['said'] as $index => $sentence ) {
			echo 0 === $index ? '<p><strong>' . esc_html( $sentence ) . '</strong></p>' : '<p>' . esc_html( $sentence ) . '</p>';
		}
		echo '</div>';
	}

	/** @param string|null $refused What was typed and refused: it stays, to be mended. */
	private function show_url( ?string $refused ): void {
		$fixed = $this->settings->url_is_constant();
		?>
		<tr>
			<th scope="row"><label for="coop-url"><?php esc_html_e( 'Address of the service', 'coop-credentials' ); ?></label></th>
			<td>
				<input type="url" id="coop-url" class="regular-text code" aria-describedby="coop-url-help" placeholder="https://"
					value="<?php echo esc_attr( $refused ?? $this->settings->url() ); ?>"
					<?php echo null === $refused ? '' : 'aria-invalid="true"'; ?>
					<?php echo $fixed ? 'readonly' : 'name="' . esc_attr( Connection_Settings::OPTION ) . '[url]"'; ?>>
				<p class="description" id="coop-url-help">
					<?php
					echo $fixed
						? esc_html__( 'Set by COOP_CREDENTIALS_URL in wp-config.php.', 'coop-credentials' )
						: esc_html__( 'Begins with https://, or with http:// for a service on this very machine only.', 'coop-credentials' );
					?>
				</p>
			</td>
		</tr>
		<?php
	}

	private function show_key(): void {
		?>
		<tr>
			<th scope="row"><label for="coop-key"><?php esc_html_e( 'This site’s key', 'coop-credentials' ); ?></label></th>
			<td>
				<?php if ( $this->settings->key_is_constant() ) : ?>
					<input type="text" id="coop-key" class="regular-text" readonly aria-describedby="coop-key-help" value="<?php esc_attr_e( 'Kept in wp-config.php', 'coop-credentials' ); ?>">
					<p class="description" id="coop-key-help"><?php esc_html_e( 'Set by COOP_CREDENTIALS_KEY in wp-config.php.', 'coop-credentials' ); ?></p>
				<?php else : ?>
					<input type="password" id="coop-key" class="regular-text code" autocomplete="new-password" spellcheck="false" aria-describedby="coop-key-help"
						name="<?php echo esc_attr( Connection_Settings::OPTION ); ?>[new_key]">
					<p class="description" id="coop-key-help"><?php echo esc_html( $this->key_help() ); ?></p>
					<?php if ( $this->settings->has_key() ) : ?>
						<p><label><input type="checkbox" value="1" name="<?php echo esc_attr( Connection_Settings::OPTION ); ?>[remove_key]"> <?php esc_html_e( 'Remove the stored key', 'coop-credentials' ); ?></label></p>
					<?php endif; ?>
				<?php endif; ?>
			</td>
		</tr>
		<?php
	}

	private function show_contact(): void {
		?>
		<tr>
			<th scope="row"><label for="coop-contact"><?php esc_html_e( 'Who helps visitors', 'coop-credentials' ); ?></label></th>
			<td>
				<input type="text" id="coop-contact" class="regular-text" aria-describedby="coop-contact-help"
					name="<?php echo esc_attr( Contact::OPTION ); ?>" value="<?php echo esc_attr( Contact::stored() ); ?>">
				<p class="description" id="coop-contact-help"><?php esc_html_e( 'An e-mail address or the address of a page. Everybody can see it: it is offered to members who could not get in.', 'coop-credentials' ); ?></p>
			</td>
		</tr>
		<?php
	}

	private function key_help(): string {
		if ( $this->settings->key_is_lost() ) {
			return __( 'The stored key can no longer be read, because this site’s salts have changed. Paste it again.', 'coop-credentials' );
		}

		return $this->settings->has_key()
			? __( 'A key is stored, sealed. It is never shown again. Leave this empty to keep it.', 'coop-credentials' )
			: __( 'Stored sealed and never shown again.', 'coop-credentials' );
	}
}
