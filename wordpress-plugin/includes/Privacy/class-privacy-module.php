<?php
declare( strict_types=1 );

namespace CoopCredentials\Privacy;

/**
 * A person's rights, by the tools that WordPress has for them: export, erasure, and words for the privacy policy.
 */
final class Privacy_Module {

	public const ID = 'coop-credentials';

	public function __construct( private readonly Personal_Data $data ) {}

	public function hook(): void {
		add_filter( 'wp_privacy_personal_data_exporters', array( $this, 'exporters' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( $this, 'erasers' ) );
		add_action( 'admin_init', array( $this, 'suggest_text' ) );
	}

	/** @param array<string, array<string, mixed>> $exporters */
	public function exporters( array $exporters ): array {
		$exporters[ self::ID ] = array(
			'exporter_friendly_name' => __( 'Co-op Credentials', 'coop-credentials' ),
			'callback'               => array( $this->data, 'export' ),
		);

		return $exporters;
	}

	/** @param array<string, array<string, mixed>> $erasers */
	public function erasers( array $erasers ): array {
		$erasers[ self::ID ] = array(
			'eraser_friendly_name' => __( 'Co-op Credentials', 'coop-credentials' ),
			'callback'             => array( $this->data, 'erase' ),
		);

		return $erasers;
	}

	public function suggest_text(): void {
		$paragraphs = array(
			__( 'Parts of this site open to members of co-ops that we welcome. You show your membership with a wallet of your own. It goes to a verification service, not to us, and nobody keeps it.', 'coop-credentials' ),
			__( 'We keep: a pseudonym that only this site has, the name of your co-op, what was opened for you, why, since when and until when. A cookie with a random value lets your browser in again; it is set when you ask to show your membership, and never before.', 'coop-credentials' ),
			__( 'The verification service keeps the same, to tell us when your membership ends, and how often you used an offer until it may be used again. It sees the IP address of your browser while you wait for your wallet.', 'coop-credentials' ),
			__( '“Forget this” beside what was opened removes all of this. If you have an account here, you may also ask us for a copy or for erasure.', 'coop-credentials' ),
		);

		wp_add_privacy_policy_content(
			__( 'Co-op Credentials', 'coop-credentials' ),
			wp_kses_post( '<p>' . implode( '</p><p>', array_map( 'esc_html', $paragraphs ) ) . '</p>' )
		);
	}
}
