<?php
declare( strict_types=1 );

use CoopCredentials\Admin\Settings_Page;
use CoopCredentials\Gate\Contact;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Self_Test;
use CoopCredentials\Verifier\Site_Api;

final class Settings_Page_Test extends WordPress_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 1 );
		$GLOBALS['wp_settings_errors'] = array();
	}

	public function test_the_key_is_stored_sealed_and_never_printed(): void {
		$this->save( array( 'url' => 'https://verifier.example/', 'new_key' => ' site.secret ' ) );

		self::assertStringNotContainsString( 'secret', (string) wp_json_encode( get_option( Connection_Settings::OPTION ) ) );
		self::assertSame( 'site.secret', $this->settings()->connection()->key );

		$html = $this->html();
		self::assertStringNotContainsString( 'site.secret', $html );
		self::assertStringNotContainsString( get_option( Connection_Settings::OPTION )['key'], $html );
		self::assertStringContainsString( 'https://verifier.example', $html );
	}

	public function test_an_empty_key_keeps_the_stored_one_and_the_box_removes_it(): void {
		$this->save( array( 'url' => 'https://verifier.example', 'new_key' => 'site.secret' ) );
		$this->save( array( 'url' => 'https://verifier.example/', 'new_key' => '' ) );
		self::assertSame( 'site.secret', $this->settings()->connection()->key );

		$this->save( array( 'url' => 'https://verifier.example', 'new_key' => '', 'remove_key' => '1' ) );
		self::assertFalse( $this->settings()->has_key() );
	}

	public function test_a_key_is_not_sent_to_another_address_than_it_was_entered_for(): void {
		$this->save( array( 'url' => 'https://verifier.example', 'new_key' => 'site.secret' ) );
		$this->save( array( 'url' => 'https://other.example', 'new_key' => '' ) );

		self::assertNull( $this->settings()->connection() );
		self::assertStringContainsString( 'Paste the key again', implode( ' ', array_column( get_settings_errors( Connection_Settings::OPTION ), 'message' ) ) );

		$this->save( array( 'url' => 'https://other.example', 'new_key' => 'site.secret' ) );
		self::assertSame( 'https://other.example', $this->settings()->connection()->url );
	}

	public function test_only_who_manages_the_site_may_save_and_test(): void {
		$this->page()->register();
		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'editor', 'user_pass' => 'x', 'role' => 'editor' ) ) );
		$_REQUEST['_wpnonce'] = wp_create_nonce( 'coop_credentials_save' );
		$_POST                = array( Connection_Settings::OPTION => array( 'url' => 'https://evil.example' ) );
		$handler              = static fn () => static fn () => throw new RuntimeException( 'may not' );
		$goes_on              = static fn () => throw new LogicException( 'goes on' );
		add_filter( 'wp_die_handler', $handler );
		add_filter( 'wp_redirect', $goes_on );

		try {
			$this->page()->save_and_test();
			self::fail( 'An editor may save.' );
		} catch ( RuntimeException $stopped ) {
			self::assertSame( 'may not', $stopped->getMessage() );
		} finally {
			remove_filter( 'wp_die_handler', $handler );
			remove_filter( 'wp_redirect', $goes_on );
			$_POST = array();
			unset( $_REQUEST['_wpnonce'] );
		}
		self::assertSame( '', $this->settings()->url() );
		self::assertSame( array(), $this->service->calls );
	}

	public function test_an_address_that_must_not_get_the_key_is_not_saved(): void {
		$this->save( array( 'url' => 'https://verifier.example' ) );
		$this->save( array( 'url' => 'http://verifier.example' ) );

		self::assertSame( 'https://verifier.example', $this->settings()->url() );
		self::assertNotSame( array(), get_settings_errors( Connection_Settings::OPTION ) );
	}

	public function test_the_connection_is_not_loaded_on_every_page(): void {
		global $wpdb;
		$this->save( array( 'url' => 'https://verifier.example', 'new_key' => 'site.secret' ) );

		self::assertContains( $wpdb->get_var( $wpdb->prepare( "SELECT autoload FROM $wpdb->options WHERE option_name = %s", Connection_Settings::OPTION ) ), array( 'off', 'no' ) );
	}

	public function test_the_connection_is_in_no_settings_of_the_rest_api(): void {
		$this->page()->register();

		self::assertArrayNotHasKey( Connection_Settings::OPTION, rest_do_request( new WP_REST_Request( 'GET', '/wp/v2/settings' ) )->get_data() );
	}

	public function test_a_key_sealed_under_other_salts_is_said_to_be_lost(): void {
		$other = new Connection_Settings( new CoopCredentials\Verifier\Secret_Box( 'other salts' ) );
		update_option( Connection_Settings::OPTION, $other->prepare( 'https://verifier.example', 'site.secret', false ) );

		self::assertNull( $this->settings()->connection() );
		self::assertStringContainsString( 'salts have changed', ( new Self_Test( new Site_Api( $this->settings() ), $this->settings() ) )->run( time() )['said'][0] );
	}

	public function test_who_helps_is_an_email_address_or_a_page(): void {
		$this->page()->register();
		foreach ( array( 'help@shop.example', 'https://shop.example/help', '' ) as $contact ) {
			update_option( Contact::OPTION, $contact );
			self::assertSame( $contact, Contact::stored() );
		}
		foreach ( array( 'javascript:alert(1)', '"><script>', 'somebody' ) as $other ) {
			update_option( Contact::OPTION, $other );
			self::assertSame( '', Contact::stored(), $other );
		}
	}

	/** @param array<string, string> $form */
	private function save( array $form ): void {
		$this->page()->register();
		update_option( Connection_Settings::OPTION, $form );
	}

	private function html(): string {
		ob_start();
		$this->page()->show();

		return (string) ob_get_clean();
	}

	private function page(): Settings_Page {
		return new Settings_Page( $this->settings(), new Self_Test( new Site_Api( $this->settings() ), $this->settings() ) );
	}
}
