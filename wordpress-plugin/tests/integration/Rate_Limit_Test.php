<?php
declare( strict_types=1 );

use CoopCredentials\Problem\Problem;
use CoopCredentials\Visit\Rate_Limit;

final class Rate_Limit_Test extends WordPress_Test_Case {

	public function test_there_is_headroom_for_an_office_and_an_end_for_a_script(): void {
		self::assertSame( 300, $this->allowed( 350 ) );
	}

	public function test_the_next_minute_begins_anew(): void {
		$this->allowed( 350 );

		self::assertSame( 10, $this->allowed( 10, 1_800_000_060 ) );
	}

	public function test_another_address_has_calls_of_its_own(): void {
		$this->allowed( 350 );

		self::assertSame( 10, $this->allowed( 10, 1_800_000_000, '192.0.2.9' ) );
	}

	public function test_behind_a_proxy_a_site_may_name_the_visitors_own_address(): void {
		$this->allowed( 350 );
		$own = static fn (): string => '198.51.100.7';
		add_filter( 'coop_credentials_visitor_address', $own );
		$allowed = $this->allowed( 10 );
		remove_filter( 'coop_credentials_visitor_address', $own );

		self::assertSame( 10, $allowed );
	}

	public function test_a_call_is_counted_in_one_step_and_swept_away_as_a_transient(): void {
		global $wpdb;
		$this->allowed( 1 );
		$before = $wpdb->num_queries;
		$this->allowed( 1 );

		self::assertSame( 1, $wpdb->num_queries - $before );
		self::assertSame( '2', (string) $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name LIKE '\\_transient\\_coop\\_credentials\\_rate\\_%'" ) );
		self::assertSame( '1800000120', (string) $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name LIKE '\\_transient\\_timeout\\_coop\\_credentials\\_rate\\_%'" ) );
	}

	private function allowed( int $calls, int $now = 1_800_000_000, string $address = '192.0.2.1' ): int {
		$allowed = 0;
		for ( ; $calls > 0; --$calls ) {
			try {
				( new Rate_Limit() )->count( $address, $now );
				++$allowed;
			} catch ( Problem $problem ) {
				self::assertSame( 60, $problem->params['retryAfter'] );
			}
		}

		return $allowed;
	}
}
