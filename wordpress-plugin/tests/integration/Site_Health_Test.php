<?php
declare( strict_types=1 );

use CoopCredentials\Feed\Position;
use CoopCredentials\Health\Site_Health;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Plugin;

final class Site_Health_Test extends WordPress_Test_Case {

	public function test_is_one_of_the_tests_that_run_in_the_background(): void {
		self::assertStringContainsString( 'coop-credentials/v1/site-health', apply_filters( 'site_status_tests', array( 'async' => array() ) )['async'][ Site_Health::TEST ]['test'] );
	}

	public function test_names_each_fault_with_its_cure_and_how_bad_it_is(): void {
		$this->connect();
		$this->service->is_down();
		update_option( Position::OPTION, array( 'cursor' => 'e.1', 'read_at' => time() - 7200, 'problem' => '' ) );
		$this->outbox()->add( 'x', 'DELETE', '/v1/x' );
		$this->age_outbox( 7200 );

		$result = $this->result();

		self::assertSame( 'critical', $result['status'] );
		self::assertStringContainsString( 'wp-cron.php', $result['description'] );
		self::assertStringContainsString( '1 message has waited', $result['description'] );
	}

	public function test_says_nothing_of_what_was_done_in_time(): void {
		update_option( Position::OPTION, array( 'cursor' => 'e.1', 'read_at' => time() - 60, 'problem' => '' ) );
		$this->outbox()->add( 'x', 'DELETE', '/v1/x' );

		$text = $this->result()['description'];

		self::assertStringNotContainsString( 'wp-cron.php', $text );
		self::assertStringNotContainsString( 'has waited', $text );
	}

	public function test_answers_only_whoever_may_see_site_health(): void {
		self::assertSame( 401, rest_do_request( new WP_REST_Request( 'GET', '/coop-credentials/v1/site-health' ) )->get_status() );
		wp_set_current_user( 1 );
		self::assertSame( 200, rest_do_request( new WP_REST_Request( 'GET', '/coop-credentials/v1/site-health' ) )->get_status() );
	}

	/** @return array<string, mixed> */
	private function result(): array {
		return apply_filters( 'site_status_tests', array( 'async' => array() ) )['async'][ Site_Health::TEST ]['async_direct_test']();
	}

	private function outbox(): Outbox {
		global $wpdb;

		return new Outbox( $wpdb, Plugin::instance()->tables->outbox() );
	}

	private function age_outbox( int $seconds ): void {
		global $wpdb;

		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET created_at = %s', Plugin::instance()->tables->outbox(), gmdate( 'Y-m-d H:i:s', time() - $seconds ) ) );
	}
}
