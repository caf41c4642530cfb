<?php
declare( strict_types=1 );

use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Secret_Box;

final class Checkup_Test extends Admin_Test_Case {

	public function test_a_good_connection_names_the_service_and_this_site(): void {
		$this->service->answer( 'GET', '/v1/site', 200, self::site() );
		$checks = $this->checks();

		self::assertSame( array( 'good', 'good', 'good', 'good' ), array( $checks['service']['state'], $checks['key']['state'], $checks['address']['state'], $checks['clock']['state'] ) );
		self::assertStringContainsString( 'Federation service', $checks['service']['title'] );
		self::assertStringContainsString( 'Our shop', $checks['key']['title'] );
		self::assertSame( array( 'st_1', 'Our shop', 'Federation service' ), array_values( $this->settings()->about() ) );
		self::assertSame( array( 'id', 'state', 'title', 'detail', 'cure' ), array_keys( $checks['service'] ) );
	}

	/** @dataProvider faults */
	public function test_each_fault_is_named_with_its_cure( int $status, mixed $body, string $id, string $words, string $cure ): void {
		$this->service->answer( 'GET', '/v1/site', $status, $body );
		$checks = $this->checks();

		self::assertSame( 'bad', $checks[ $id ]['state'] );
		self::assertStringContainsString( $words, $checks[ $id ]['title'] . ' ' . $checks[ $id ]['detail'] );
		self::assertStringContainsString( $cure, $checks[ $id ]['cure'] );
		self::assertArrayNotHasKey( 'clock', $checks );
	}

	public static function faults(): array {
		return array(
			'wrong key'            => array( 401, array( 'code' => 'key_wrong' ), 'key', 'does not know this site’s key', 'new code' ),
			'replaced key'         => array( 401, array( 'code' => 'key_ended' ), 'key', 'does not know this site’s key', 'new code' ),
			'moved or cloned site' => array( 409, array( 'code' => 'site_moved', 'registered' => 'https://old.example' ), 'address', 'https://old.example', 'Is this a copy' ),
			'a web page'           => array( 200, '<html>', 'service', 'not a service of ours', 'Check the address' ),
			'a page not found'     => array( 404, '<html>', 'service', 'not a service of ours', 'Check the address' ),
			'a redirect'           => array( 302, '', 'service', 'not a service of ours', 'Check the address' ),
			'a proxy before it'    => array( 502, '<html>', 'service', 'cannot be reached', 'whether it is up' ),
			'another API'          => array( 200, array( 'hello' => 'world' ), 'service', 'not a service of ours', 'Check the address' ),
			'a fault of tomorrow'  => array( 500, array( 'code' => 'fault_of_tomorrow' ), 'service', 'fault_of_tomorrow', '' ),
		);
	}

	public function test_a_service_that_is_down_is_named_with_what_the_server_said(): void {
		$this->service->is_down();
		$check = $this->checks()['service'];

		self::assertSame( 'bad', $check['state'] );
		self::assertStringContainsString( 'Connection refused', $check['detail'] );
	}

	public function test_a_wrong_clock_is_a_fault(): void {
		$this->service->answer( 'GET', '/v1/site', 200, array( 'time' => gmdate( 'c', time() - 600 ) ) + self::site() );
		$check = $this->checks()['clock'];

		self::assertSame( 'bad', $check['state'] );
		self::assertMatchesRegularExpression( '/60[01] seconds/', $check['title'] );
		self::assertStringContainsString( 'NTP', $check['cure'] );
	}

	public function test_what_the_service_finds_wrong_is_said_with_its_cure(): void {
		$this->service->answer( 'GET', '/v1/site', 200, array( 'problems' => array( array( 'code' => 'key_ending', 'until' => '2026-12-01T00:00:00Z' ), array( 'code' => 'policy_unknown' ), 'broken' ) ) + self::site() );
		$checks = $this->checks();

		self::assertSame( 'warning', $checks['key']['state'] );
		self::assertStringContainsString( '2026-12-01', $checks['key']['title'] );
		self::assertStringContainsString( 'pair again', $checks['key']['cure'] );
		self::assertStringContainsString( 'no rule of that name', $checks['policy_unknown']['title'] );
	}

	public function test_nothing_is_sent_before_the_site_is_connected(): void {
		$this->settings()->forget();

		self::assertStringContainsString( 'not connected', $this->checks()['service']['title'] );
		self::assertSame( array(), $this->sent_to_service() );
	}

	public function test_a_key_sealed_under_other_salts_is_said_to_be_lost(): void {
		( new Connection_Settings( new Secret_Box( 'other salts' ) ) )->store( 'https://verifier.example', 'site.secret' );

		self::assertStringContainsString( 'salts have changed', $this->checks()['key']['title'] );
		self::assertSame( array(), $this->sent_to_service() );
	}

	/** @dataProvider addresses */
	public function test_a_site_without_https_is_warned( string $home, string $state ): void {
		$is = static fn (): string => $home;
		add_filter( 'pre_option_home', $is );
		$check = $this->checks()['https'];
		remove_filter( 'pre_option_home', $is );

		self::assertSame( $state, $check['state'] );
	}

	public static function addresses(): array {
		return array(
			array( 'https://shop.example', 'good' ),
			array( 'http://localhost:8080', 'good' ),
			array( 'http://shop.example', 'bad' ),
			array( 'http://localhost.example', 'bad' ),
		);
	}

	/** @dataProvider readings */
	public function test_whether_cron_runs_is_seen_by_when_the_feed_was_read( ?int $ago, string $state ): void {
		null === $ago ? delete_option( 'coop_credentials_changes' ) : update_option( 'coop_credentials_changes', array( 'cursor' => 'x', 'read_at' => time() - $ago ), false );

		self::assertSame( $state, $this->checks()['cron']['state'] );
	}

	public static function readings(): array {
		return array(
			'minutes ago' => array( 240, 'good' ),
			'hours ago'   => array( 7200, 'bad' ),
			'never'       => array( null, 'warning' ),
		);
	}

	/** @dataProvider policies */
	public function test_gates_whose_rule_the_service_lacks_or_has_otherwise_are_named( int $version, string $state, string $words ): void {
		$this->service->answer( 'GET', '/v1/site', 200, self::site() );
		$this->gate_is( 'board', 2, 'The board room' );
		0 === $version ? $this->has_no( 'board' ) : $this->policy_is( 'board', $version );
		$check = $this->checks()['gates'];

		self::assertSame( $state, $check['state'] );
		self::assertStringContainsString( $words, $check['title'] );
	}

	public static function policies(): array {
		return array(
			'as saved'     => array( 2, 'good', 'every gate' ),
			'changed'      => array( 3, 'warning', 'The board room' ),
			'not there'    => array( 0, 'bad', 'The board room' ),
		);
	}

	/** @return array<string, mixed> */
	private static function site(): array {
		return array(
			'id'       => 'st_1',
			'name'     => 'Our shop',
			'url'      => home_url(),
			'time'     => gmdate( 'c' ),
			'service'  => array( 'name' => 'Federation service', 'url' => 'https://verifier.example', 'version' => '0.1.0' ),
			'problems' => array(),
		);
	}

	/** @return array<string, array<string, string>> By id, as the browser gets them. */
	private function checks(): array {
		return array_column( json_decode( (string) wp_json_encode( $this->admin( 'GET', '/admin/self-test' )->get_data() ), true )['checks'], null, 'id' );
	}

	/** @return list<array<string, mixed>> Calls that went to the service and not to this site itself. */
	private function sent_to_service(): array {
		return array_values( array_filter( $this->service->calls, static fn ( array $call ): bool => str_starts_with( $call['url'], 'https://verifier.example' ) ) );
	}
}
