<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

use CoopCredentials\Gate\Contact;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Self_Test;
use CoopCredentials\Verifier\Service_Url;

/**
 * Settings → Co-op Credentials: where the service is, this site's key, and a test on saving that says what is wrong.
 */
final class Settings_Page {

	private const SLUG       = 'coop-credentials';
	private const CAPABILITY = 'manage_options';
	private const SAVE       = 'coop_credentials_save';
	private const OPTION     = Connection_Settings::OPTION;

	public function __construct(
		private readonly Connection_Settings $settings,
		private readonly Self_Test $self_test,
	) {}

	public function hook(): void {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'admin_init', array( $this, 'register' ) );
		add_action( 'admin_post_' . self::SAVE, array( $this, 'save_and_test' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( \CoopCredentials\PLUGIN_FILE ), array( $this, 'add_link' ) );
	}

	public function add_page(): void {
		add_options_page(
			__( 'Co-op Credentials', 'coop-credentials' ),
			__( 'Co-op Credentials', 'coop-credentials' ),
			self::CAPABILITY,
			self::SLUG,
			array( $this, 'show' )
		);
	}

	/**
	 * @param array<string> $links
	 * @return array<string>
	 */
	public function add_link( array $links ): array {
		return array( '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'coop-credentials' ) . '</a>', ...$links );
	}

	public function register(): void {
		register_setting(
			self::SLUG,
			self::OPTION,
			array(
				'type'              => 'object',
				'autoload'          => false,
				'show_in_rest'      => false,
				'sanitize_callback' => array( $this, 'sanitize' ),
			)
		);

		register_setting(
			self::SLUG,
			Contact::OPTION,
			array(
				'type'              => 'string',
				'default'           => '',
				'show_in_rest'      => false,
				'sanitize_callback' => array( $this, 'sanitize_contact' ),
			)
		);

		// The option must not be loaded on every page; register_setting() has no say in that.
		if ( false === get_option( self::OPTION ) ) {
			add_option( self::OPTION, array(), '', false );
		}
	}

	/**
	 * Reads the form. Called a second time with what it returned, it returns the same (WordPress does that).
	 *
	 * @return array{url: string, key: string}
	 */
	public function sanitize( mixed $input ): array {
		$input = is_array( $input ) ? $input : array();

		if ( isset( $input['key'] ) ) {
			return array(
				'url' => (string) ( $input['url'] ?? '' ),
				'key' => (string) $input['key'],
			);
		}

		$url = trim( (string) ( $input['url'] ?? $this->settings->url() ) );

		if ( '' !== $url && null === Service_Url::parse( $url ) ) {
			add_settings_error( self::OPTION, 'url', __( 'The service’s address was not saved: it must begin with https:// and name only a host and, where needed, a path. Only a service on this very machine may have http://.', 'coop-credentials' ) );
			$url = $this->settings->url();
		}

		$url     = Service_Url::parse( $url ) ?? '';
		$new_key = trim( (string) ( $input['new_key'] ?? '' ) );

		if ( '' === $new_key && $this->settings->drops_key( $url ) ) {
			add_settings_error( self::OPTION, 'key', __( 'The address is another one, so the stored key was removed: it goes only where it was entered for. Paste the key again.', 'coop-credentials' ) );
		}

		return $this->settings->prepare( $url, $new_key, ! empty( $input['remove_key'] ) );
	}

	public function sanitize_contact( mixed $input ): string {
		$contact = is_string( $input ) ? Contact::parse( $input ) : null;

		if ( null === $contact ) {
			add_settings_error( Contact::OPTION, 'contact', __( 'Who helps was not saved: enter an e-mail address, or the address of a page.', 'coop-credentials' ) );
		}

		return $contact ?? Contact::stored();
	}

	/** Saves what was typed, tests it, and shows on the page, once, what came of it. */
	public function save_and_test(): void {
		check_admin_referer( self::SAVE );

		if ( ! current_user_can( self::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not do this.', 'coop-credentials' ), 403 );
		}

		$form = wp_unslash( $_POST );

		foreach ( array( self::OPTION, Contact::OPTION ) as $option ) {
			if ( isset( $form[ $option ] ) ) {
				update_option( $option, $form[ $option ] );
			}
		}

		$refused = array_column( get_settings_errors( self::OPTION ), 'message', 'code' );
		$typed   = $form[ self::OPTION ]['url'] ?? null;
		$shown   = new Saved_Form(
			is_string( $typed ) && isset( $refused['url'] ) ? $typed : null,
			array_values( array_column( get_settings_errors( Contact::OPTION ), 'message' ) ),
			array() === $refused ? $this->self_test->run( time() ) : array(
				'ok'   => false,
				'said' => array_values( $refused ),
			)
		);

		set_transient( self::slot(), $shown->to_array(), MINUTE_IN_SECONDS );
		wp_safe_redirect( self::url() . '#coop-credentials-test' );
		exit;
	}

	public function show(): void {
		$saved = Saved_Form::from_array( get_transient( self::slot() ) );
		delete_transient( self::slot() );

		( new Settings_Form( $this->settings, self::SAVE ) )->show( $saved );
	}

	private static function slot(): string {
		return self::SAVE . '_' . get_current_user_id();
	}

	private static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}
}
