<?php
declare( strict_types=1 );

use CoopCredentials\Feed\Position;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Pairing;
use CoopCredentials\Verifier\Secret_Box;

final class Connection_Routes_Test extends Admin_Test_Case {

	private const CODE = 'https://verifier.example#AbCdEfGhIjKlMnOpQrSt_-';

	protected function setUp(): void {
		parent::setUp();
		$this->settings()->forget();
	}

	public function test_reading_a_code_says_whose_it_is_and_sends_nothing(): void {
		$response = $this->admin( 'POST', '/admin/connection/read', array( 'code' => ' ' . self::CODE . "\n" ) );

		self::assertSame( array( 'url' => 'https://verifier.example', 'host' => 'verifier.example' ), $response->get_data() );
		self::assertSame( array(), $this->service->calls );
		self::assertSame( '', $this->settings()->url() );
	}

	public function test_pairing_stores_a_sealed_key_for_that_service_and_tells_it_to_nobody(): void {
		$this->pairs();

		$response = $this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );

		self::assertSame( array( 'POST /v1/pair', 'GET /v1/changes', 'GET /v1/site' ), $this->called() );
		self::assertSame( array( 'code' => self::CODE ), $this->service->calls[0]['body'] );
		self::assertSame( home_url(), $this->service->calls[0]['headers']['Coop-Site-Url'] );
		self::assertArrayNotHasKey( 'Authorization', $this->service->calls[0]['headers'] );
		self::assertSame( 'Bearer sk_1.secret', $this->service->calls[1]['headers']['Authorization'] );
		self::assertSame(
			array( 'connected' => true, 'url' => 'https://verifier.example', 'siteId' => 'st_1', 'siteName' => 'Our shop', 'serviceName' => 'Federation service', 'source' => 'database', 'keyIsSet' => true ),
			$response->get_data()
		);
		self::assertStringNotContainsString( 'secret', (string) wp_json_encode( get_option( Connection_Settings::OPTION ) ) );
		self::assertStringNotContainsString( 'secret', (string) wp_json_encode( $this->admin( 'GET', '/admin/connection' )->get_data() ) );
	}

	public function test_the_site_says_the_same_of_itself_in_every_language_and_in_cron(): void {
		$this->pairs();
		$speaks = static fn ( string $url ): string => "$url/en";
		$_SERVER['HTTPS'] = 'on';
		add_filter( 'home_url', $speaks );
		$this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );
		remove_filter( 'home_url', $speaks );
		unset( $_SERVER['HTTPS'] );

		self::assertSame( array( home_url() ), array_values( array_unique( array_map( static fn ( array $call ): string => $call['headers']['Coop-Site-Url'], $this->service->calls ) ) ) );
	}

	public function test_the_connection_is_not_loaded_on_every_page_and_in_no_settings_of_the_rest_api(): void {
		global $wpdb;
		$this->pairs();
		$this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );

		self::assertContains( $wpdb->get_var( $wpdb->prepare( "SELECT autoload FROM $wpdb->options WHERE option_name = %s", Connection_Settings::OPTION ) ), array( 'off', 'no' ) );
		self::assertArrayNotHasKey( Connection_Settings::OPTION, rest_do_request( new WP_REST_Request( 'GET', '/wp/v2/settings' ) )->get_data() );
	}

	/** @dataProvider codes_that_are_none */
	public function test_what_is_no_code_is_refused_and_sent_nowhere( string $code ): void {
		foreach ( array( 'read', 'pair' ) as $call ) {
			$response = $this->admin( 'POST', "/admin/connection/$call", array( 'code' => $code ) );

			self::assertSame( array( 422, 'pairing_code_wrong' ), array( $response->get_status(), $response->get_data()['code'] ) );
			self::assertSame( 'application/problem+json', $response->get_headers()['Content-Type'] );
		}
		self::assertSame( array(), $this->service->calls );
	}

	public static function codes_that_are_none(): array {
		return array(
			'a key'               => array( 'sk_1.secret' ),
			'http elsewhere'      => array( 'http://verifier.example#AbCdEfGhIjKlMnOpQrSt_-' ),
			'somebody else’s box' => array( 'https://verifier.example@evil.example#AbCdEfGhIjKlMnOpQrSt_-' ),
		);
	}

	/** @dataProvider refusals */
	public function test_a_code_that_the_service_refuses_changes_nothing( int $status, string $code ): void {
		$this->settings()->store( 'https://other.example', 'sk_0.former', array( 'siteId' => 'st_0' ) );
		$this->service->answer( 'POST', '/v1/pair', $status, array( 'code' => $code, 'status' => $status ) );

		$response = $this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );

		self::assertSame( array( $status, $code ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertNotSame( '', $response->get_data()['next'] );
		self::assertSame( array( 'https://other.example', 'sk_0.former' ), array( $this->settings()->connection()->url, $this->settings()->connection()->key ) );
	}

	public static function refusals(): array {
		return array(
			array( 403, 'pairing_code_wrong' ),
			array( 410, 'pairing_code_used' ),
			array( 410, 'pairing_code_expired' ),
			array( 409, 'site_moved' ),
		);
	}

	/** @dataProvider answers_without_a_key */
	public function test_an_answer_without_a_key_is_not_one_of_ours( mixed $answer ): void {
		$this->service->answer( 'POST', '/v1/pair', 200, $answer );

		self::assertSame( 503, $this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) )->get_status() );
		self::assertFalse( $this->settings()->has_key() );
	}

	public static function answers_without_a_key(): array {
		$paired = array( 'id' => 'st_1', 'key' => 'sk_1.secret', 'service' => array( 'name' => 'Federation service' ) );

		return array(
			'a web page'      => array( '<html>' ),
			'no key'          => array( array_diff_key( $paired, array( 'key' => 0 ) ) ),
			'a list for a key' => array( array( 'key' => array( 'x' ) ) + $paired ),
			'a header in it'  => array( array( 'key' => "sk_1.secret\r\nX: y" ) + $paired ),
			'no id'           => array( array_diff_key( $paired, array( 'id' => 0 ) ) ),
		);
	}

	public function test_pairing_holds_where_the_service_says_no_more(): void {
		$this->pairs();
		$this->service->answer( 'GET', '/v1/site', 500, array( 'code' => 'internal_error', 'status' => 500 ) );

		self::assertTrue( $this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) )->get_data()['connected'] );
	}

	public function test_another_site_at_the_service_is_said_to_whoever_kept_something_of_the_former(): void {
		$this->pairs();
		$before = did_action( Pairing::CHANGED );
		$this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );
		self::assertSame( $before + 1, did_action( Pairing::CHANGED ) );

		$this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );
		self::assertSame( $before + 1, did_action( Pairing::CHANGED ), 'The same site with a new key.' );

		$this->admin( 'DELETE', '/admin/connection' );
		self::assertSame( $before + 2, did_action( Pairing::CHANGED ) );
	}

	public function test_a_place_in_the_feed_of_the_former_site_is_forgotten(): void {
		$this->pairs();
		( new Position() )->at( 'cursor of the former' );
		$this->admin( 'POST', '/admin/connection/pair', array( 'code' => self::CODE ) );

		self::assertNull( Position::stored()->cursor );
	}

	public function test_disconnecting_leaves_no_key(): void {
		$this->connect();

		self::assertSame(
			array( 'connected' => false, 'url' => '', 'siteId' => '', 'siteName' => '', 'serviceName' => '', 'source' => null, 'keyIsSet' => false ),
			$this->admin( 'DELETE', '/admin/connection' )->get_data()
		);
		self::assertFalse( get_option( Connection_Settings::OPTION ) );
	}

	public function test_a_key_sealed_under_other_salts_is_no_connection(): void {
		( new Connection_Settings( new Secret_Box( 'other salts' ) ) )->store( 'https://verifier.example', 'sk_1.secret' );

		$connection = $this->admin( 'GET', '/admin/connection' )->get_data();
		self::assertSame( array( false, true ), array( $connection['connected'], $connection['keyIsSet'] ) );
	}

	public function test_a_co_op_is_looked_up_by_its_web_address(): void {
		$this->connect();
		$found = array( 'id' => 'did:web:harvest.example', 'name' => 'harvest.example', 'domain' => 'harvest.example', 'keys' => array( array( 'id' => '#1', 'fingerprint' => 'AAAA' ) ) );
		$this->service->answer( 'GET', '/v1/issuers?domain=https%3A%2F%2Fharvest.example%2Fabout%3Fa%3Db', 200, $found );

		self::assertSame( $found, $this->admin( 'GET', '/admin/issuers?domain=' . rawurlencode( ' https://harvest.example/about?a=b ' ) )->get_data() );
	}

	public function test_why_a_co_op_is_not_found_is_passed_on(): void {
		$this->connect();
		$this->service->answer( 'GET', '/v1/issuers?domain=nobody.example', 404, array( 'code' => 'issuer_document_missing', 'status' => 404 ) );
		$response = $this->admin( 'GET', '/admin/issuers?domain=nobody.example' );

		self::assertSame( array( 404, 'issuer_document_missing' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( 400, $this->admin( 'GET', '/admin/issuers' )->get_status() );
	}

	private function pairs(): void {
		$this->service->answer( 'POST', '/v1/pair', 200, array( 'id' => 'st_1', 'key' => 'sk_1.secret', 'service' => array( 'name' => 'Federation service', 'url' => 'https://verifier.example' ) ) );
		$this->service->answer( 'GET', '/v1/site', 200, array( 'id' => 'st_1', 'name' => 'Our shop', 'service' => array( 'name' => 'Federation service' ) ) );
	}
}
