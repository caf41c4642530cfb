<?php
declare( strict_types=1 );

use CoopCredentials\Verifier\Self_Test;
use CoopCredentials\Verifier\Site_Api;

final class Self_Test_Test extends WordPress_Test_Case {

	public function test_a_good_connection_names_the_service_and_this_site(): void {
		$this->connect();
		$this->service->answer( 'GET', '/v1/site', 200, $this->site() );
		$result = $this->run_test();

		self::assertTrue( $result['ok'] );
		self::assertStringContainsString( 'Federation service', $result['said'][0] );
		self::assertStringContainsString( 'Our shop', $result['said'][0] );
		self::assertSame( 'GET', $this->service->calls[0]['method'] );
	}

	/** @dataProvider faults */
	public function test_each_fault_is_named_in_words( int $status, mixed $body, string $words ): void {
		$this->connect();
		$this->service->answer( 'GET', '/v1/site', $status, $body );
		$result = $this->run_test();

		self::assertFalse( $result['ok'] );
		self::assertStringContainsString( $words, implode( ' ', $result['said'] ) );
	}

	public static function faults(): array {
		return array(
			'wrong key'          => array( 401, array( 'code' => 'key_wrong' ), 'does not know this key' ),
			'moved site'         => array( 409, array( 'code' => 'site_moved' ), 'another address' ),
			'a web page'         => array( 200, '<html>', 'not a service of ours' ),
			'a page not found'   => array( 404, '<html>', 'not a service of ours' ),
			'a redirect'         => array( 302, '', 'not a service of ours' ),
			'a 404 of another API' => array( 404, array( 'message' => 'Not found' ), 'not a service of ours' ),
			'a proxy before it'  => array( 502, '<html>', 'cannot be reached' ),
			'another API'        => array( 200, array( 'hello' => 'world' ), 'not a service of ours' ),
			'a fault of tomorrow' => array( 500, array( 'code' => 'fault_of_tomorrow' ), 'fault_of_tomorrow' ),
		);
	}

	public function test_a_service_that_is_down_is_named_with_what_the_server_said(): void {
		$this->connect();
		$this->service->is_down();

		self::assertStringContainsString( 'cannot be reached', $this->run_test()['said'][0] );
		self::assertStringContainsString( 'Connection refused', $this->run_test()['said'][1] );
	}

	public function test_a_wrong_clock_is_a_fault(): void {
		$this->connect();
		$this->service->answer( 'GET', '/v1/site', 200, array( 'time' => gmdate( 'c', time() - 600 ) ) + $this->site() );

		self::assertFalse( $this->run_test()['ok'] );
		self::assertStringContainsString( '600 seconds', $this->run_test()['said'][1] );
	}

	public function test_what_the_service_finds_wrong_is_said_too(): void {
		$this->connect();
		$this->service->answer( 'GET', '/v1/site', 200, array( 'problems' => array( array( 'code' => 'policy_unknown' ) ) ) + $this->site() );

		self::assertFalse( $this->run_test()['ok'] );
		self::assertStringContainsString( 'no rule of that name', $this->run_test()['said'][1] );
	}

	public function test_nobody_is_called_before_address_and_key_are_there(): void {
		self::assertStringContainsString( 'address is missing', $this->run_test()['said'][0] );
		self::assertSame( array(), $this->service->calls );
	}

	/** @return array<string, mixed> */
	private function site(): array {
		return array(
			'id'       => 'st_1',
			'name'     => 'Our shop',
			'url'      => home_url(),
			'time'     => gmdate( 'c' ),
			'service'  => array( 'name' => 'Federation service', 'url' => 'https://verifier.example', 'version' => '0.1.0' ),
			'problems' => array(),
		);
	}

	/** @return array{ok: bool, said: list<string>} */
	private function run_test(): array {
		return ( new Self_Test( new Site_Api( $this->settings() ), $this->settings() ) )->run( time() );
	}
}
