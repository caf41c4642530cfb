<?php
declare( strict_types=1 );

use CoopCredentials\Feed\Changes_Feed;
use CoopCredentials\Feed\Feed_Module;
use CoopCredentials\Feed\Position;
use CoopCredentials\Feed\Taking_Back;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Plugin;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Pairing;
use CoopCredentials\Verifier\Site_Api;

final class Changes_Feed_Test extends WordPress_Test_Case {

	private const LONG_AGO = '2026-01-01T00:00:00Z';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		$this->has_grant( 'vf_1' );
	}

	/** @dataProvider ends */
	public function test_what_the_service_ended_opens_nothing_more( string $state ): void {
		$this->says( null, array( array( 'vf_1', $state ) ), 'e.1' );

		self::assertSame( 1, $this->feed()->read() );
		self::assertFalse( $this->is_in( 'vf_1' ) );
	}

	public static function ends(): array {
		return array_map( static fn ( string $state ): array => array( $state ), array( 'expired', 'revoked', 'suspended', 'unrecognised', 'policy_changed', 'unreachable', 'forgotten' ) );
	}

	public function test_what_the_service_does_not_speak_of_stays(): void {
		$this->says( null, array( array( 'vf_2', 'revoked' ) ), 'e.1' );

		self::assertSame( 0, $this->feed()->read() );
		self::assertTrue( $this->is_in( 'vf_1' ) );
	}

	/** @dataProvider pauses */
	public function test_a_pause_is_lifted( string $pause ): void {
		$this->says( null, array( array( 'vf_1', $pause ), array( 'vf_1', 'live' ) ), 'e.2' );

		self::assertSame( 2, $this->feed()->read() );
		self::assertTrue( $this->is_in( 'vf_1' ) );
	}

	public static function pauses(): array {
		return array( array( 'suspended' ), array( 'unreachable' ) );
	}

	/** @dataProvider final_ends */
	public function test_nothing_else_is_lifted( string $end ): void {
		$this->grants()->change_state( 'vf_1', $end );
		$this->says( null, array( array( 'vf_1', 'live' ) ), 'e.1' );

		self::assertSame( 0, $this->feed()->read() );
		self::assertFalse( $this->is_in( 'vf_1' ) );
	}

	public static function final_ends(): array {
		return array_map( static fn ( string $state ): array => array( $state ), array( 'revoked', 'expired', 'unrecognised', 'policy_changed', 'forgotten', Grant::ENDED ) );
	}

	public function test_an_unknown_state_changes_nothing(): void {
		$this->says( null, array( array( 'vf_1', 'wonderful' ) ), 'e.1' );

		self::assertSame( 0, $this->feed()->read() );
		self::assertTrue( $this->is_in( 'vf_1' ) );
	}

	public function test_goes_on_where_it_was_and_reads_all_pages(): void {
		$this->has_grant( 'vf_2' );
		$this->says( null, array( array( 'vf_1', 'revoked' ) ), 'e.1', true );
		$this->says( 'e.1', array( array( 'vf_2', 'revoked' ) ), 'e.2' );

		self::assertSame( 2, $this->feed()->read() );
		self::assertSame( 'e.2', Position::stored()->cursor );
		self::assertGreaterThan( time() - 60, Position::stored()->read_at );
	}

	public function test_a_service_that_is_away_is_asked_again_from_the_same_place(): void {
		$this->says( null, array(), 'e.1' );
		$this->feed()->read();
		$this->service->is_down();

		try {
			$this->feed()->read();
			self::fail( 'The service is away.' );
		} catch ( Problem $problem ) {
			self::assertSame( 'service_unreachable', $problem->problem_code );
		}

		self::assertSame( 'e.1', Position::stored()->cursor );
		self::assertSame( 'service_unreachable', Position::stored()->problem );
		self::assertTrue( $this->is_in( 'vf_1' ) );
	}

	public function test_a_young_change_of_an_unknown_grant_is_read_once_more(): void {
		$this->says( null, array( array( 'vf_late', 'revoked' ) ), 'e.1', false, gmdate( 'Y-m-d\TH:i:s\Z' ) );
		$this->feed()->read();
		$this->has_grant( 'vf_late' );

		$this->feed()->read();

		self::assertFalse( $this->is_in( 'vf_late' ) );
		self::assertSame( 'e.1', Position::stored()->cursor );
	}

	public function test_a_place_that_is_too_old_is_made_good_by_comparing_all(): void {
		$this->has_grant( 'vf_2' );
		$this->has_grant( 'vf_3' );
		$this->has_grant( 'vf_new', 'now' );
		$this->service->answer( 'GET', '/v1/changes', 410, array( 'code' => 'cursor_too_old' ) );
		$this->service->answer(
			'GET',
			'/v1/verifications?limit=100',
			200,
			array(
				'verifications' => array(
					array(
						'id'    => 'vf_1',
						'state' => 'live',
					),
				),
				'next'          => 'vf_1',
				'changesCursor' => 'f.9',
			)
		);
		$this->service->answer(
			'GET',
			'/v1/verifications?limit=100&cursor=vf_1',
			200,
			array(
				'verifications' => array(
					array(
						'id'    => 'vf_2',
						'state' => 'suspended',
					),
				),
				'changesCursor' => 'f.10',
			)
		);

		self::assertSame( 2, $this->feed()->read() );
		self::assertSame( array( true, false, false, true ), array_map( array( $this, 'is_in' ), array( 'vf_1', 'vf_2', 'vf_3', 'vf_new' ) ) );
		self::assertSame( 'f.9', Position::stored()->cursor );
	}

	public function test_what_changed_is_in_the_log(): void {
		global $wpdb;
		$this->says( null, array( array( 'vf_1', 'revoked' ) ), 'e.1' );
		$this->feed()->read();

		$event = ( new Event_Log( $wpdb, Plugin::instance()->tables->events() ) )->page()[0];
		self::assertSame( array( Event_Log::CHANGED, 'vf_1', 'revoked', 0 ), array( $event['kind'], $event['verification_id'], $event['detail'], $event['actor'] ) );
	}

	public function test_is_read_at_once_and_from_the_beginning_of_a_new_connection(): void {
		update_option( Position::OPTION, array( 'cursor' => 'another.7' ) );
		$this->says( null, array( array( 'vf_1', 'revoked' ) ), 'e.1' );

		do_action( Pairing::CHANGED );

		self::assertFalse( $this->is_in( 'vf_1' ) );
		self::assertSame( 'e.1', Position::stored()->cursor );
	}

	public function test_is_read_by_the_cron_every_five_minutes_though_no_administrator_came_by(): void {
		wp_clear_scheduled_hook( Feed_Module::HOOK );
		do_action( 'wp_loaded' );

		self::assertNotFalse( wp_next_scheduled( Feed_Module::HOOK ) );
		self::assertSame( 300, wp_get_schedules()[ wp_get_schedule( Feed_Module::HOOK ) ]['interval'] );

		$this->says( null, array( array( 'vf_1', 'revoked' ) ), 'e.1' );
		do_action( Feed_Module::HOOK );
		self::assertFalse( $this->is_in( 'vf_1' ) );
	}

	private function feed(): Changes_Feed {
		global $wpdb;
		$tables = Plugin::instance()->tables;

		return new Changes_Feed(
			new Site_Api( $this->settings() ),
			new Taking_Back( $wpdb, $tables->grants(), $this->grants(), new Event_Log( $wpdb, $tables->events() ) )
		);
	}

	private function has_grant( string $verification_id, string $since = '-1 day' ): void {
		$this->grants()->add( new Grant( $verification_id, 'members-lounge', $verification_id, 'holder', 'Because.', $this->now()->modify( '+30 days' ) ), $this->now()->modify( $since ) );
	}

	/** Each of these grants has a visitor of its own, of the same name. */
	private function is_in( string $verification_id ): bool {
		return null !== $this->grants()->live( 'members-lounge', array( $verification_id ), $this->now() );
	}

	/** @param list<array{string, string}> $changes */
	private function says( ?string $cursor, array $changes, string $next, bool $more = false, string $at = self::LONG_AGO ): void {
		$this->service->answer(
			'GET',
			'/v1/changes' . ( null === $cursor ? '' : "?cursor=$cursor" ),
			200,
			array(
				'changes' => array_map(
					static fn ( array $change ): array => array(
						'verificationId' => $change[0],
						'state'          => $change[1],
						'at'             => $at,
					),
					$changes
				),
				'cursor'  => $next,
				'more'    => $more,
			)
		);
	}
}
