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
		private readonly string $group,
		private readonly string $test,
	) {}

	/** @param array{ok: bool, said: list<string>}|null $result What the test said just now. */
	public function show( ?array $result ): void {
		?>
		<div class="wrap">
			<h1><?php esc_html_e( 'Co-op Credentials', 'coop-credentials' ); ?></h1>
			<p><?php esc_html_e( 'Connect this site to the service that checks memberships. Whoever runs that service gives you its address and a key for this site.', 'coop-credentials' ); ?></p>
			<?php $this->show_result( $result ); ?>
			<form action="<?php echo esc_url( admin_url( 'options.php' ) ); ?>" method="post">
				<?php settings_fields( $this->group ); ?>
				<table class="form-table" role="presentation">
					<?php
					$this->show_url();
					$this->show_key();
					$this->show_contact();
					?>
				</table>
				<?php submit_button( __( 'Save', 'coop-credentials' ) ); ?>
			</form>
			<h2><?php esc_html_e( 'Does it work?', 'coop-credentials' ); ?></h2>
			<p id="coop-test-help">
				<?php
				/* translators: %s: address of this site. */
				printf( esc_html__( 'Asks the service whether it knows this site as %s. Nothing is changed.', 'coop-credentials' ), '<code>' . esc_html( home_url() ) . '</code>' );
				?>
			</p>
			<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
				<input type="hidden" name="action" value="<?php echo esc_attr( $this->test ); ?>">
				<?php
				wp_nonce_field( $this->test );
				submit_button( __( 'Test the connection', 'coop-credentials' ), 'secondary', 'submit', true, array( 'aria-describedby' => 'coop-test-help' ) );
				?>
			</form>
			<h2><?php esc_html_e( 'Good to know', 'coop-credentials' ); ?></h2>
			<p><?php esc_html_e( 'When you deactivate this plugin, WordPress shows what was behind the gates to everybody. Set such pages to private first. Pictures and files inside a gate can be opened by anyone who knows their address.', 'coop-credentials' ); ?></p>
		</div>
		<?php
	}

	/** @param array{ok: bool, said: list<string>}|null $result */
	private function show_result( ?array $result ): void {
		if ( null === $result ) {
			return;
		}

		printf( '<div id="coop-credentials-test" tabindex="-1" role="%s" class="notice inline notice-%s">', $result['ok'] ? 'status' : 'alert', $result['ok'] ? 'success' : 'error' );
		foreach ( $result['said'] as $index => $sentence ) {
			echo 0 === $index ? '<p><strong>' . esc_html( $sentence ) . '</strong></p>' : '<p>' . esc_html( $sentence ) . '</p>';
		}
		echo '</div>';
	}

	private function show_url(): void {
		$fixed = $this->settings->url_is_constant();
		?>
		<tr>
			<th scope="row"><label for="coop-url"><?php esc_html_e( 'Address of the service', 'coop-credentials' ); ?></label></th>
			<td>
				<input type="url" id="coop-url" class="regular-text code" aria-describedby="coop-url-help" placeholder="https://"
					value="<?php echo esc_attr( $this->settings->url() ); ?>"
					<?php echo $fixed ? 'readonly' : 'name="' . esc_attr( Connection_Settings::OPTION ) . '[url]"'; ?>>
				<p class="description" id="coop-url-help">
					<?php
					echo $fixed
						? esc_html__( 'Set by COOP_CREDENTIALS_URL in wp-config.php.', 'coop-credentials' )
						: esc_html__( 'Begins with https://.', 'coop-credentials' );
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
