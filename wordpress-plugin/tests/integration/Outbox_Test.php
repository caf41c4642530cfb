<?php
declare( strict_types=1 );

use CoopCredentials\Outbox\Courier;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Outbox\Schedule;
use CoopCredentials\Plugin;
use CoopCredentials\Verifier\Site_Api;

final class Outbox_Test extends WordPress_Test_Case {

	private const PATH = '/v1/redemptions/rd_1/commit';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		Schedule::clear();
	}

	public function test_what_is_put_in_is_delivered_once(): void {
		$this->service->answer( 'POST', self::PATH, 200, array( 'state' => 'committed' ) );
		$heard = $this->hear( 'coop_credentials_delivered' );
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );

		self::assertSame( 1, $this->deliver() );
		self::assertSame( 0, $this->deliver() );
		self::assertCount( 1, $this->service->calls );
		self::assertSame( array( array( 'redemption-1', array( 'state' => 'committed' ) ) ), $heard() );
		self::assertSame( 0, $this->outbox()->state()['waiting'] );
	}

	public function test_an_outage_loses_nothing(): void {
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );
		$this->outbox()->add( 'visit-7', 'DELETE', '/v1/verifications/vf_7' );
		$this->service->is_down();

		self::assertSame( 0, $this->deliver() );
		self::assertCount( 1, $this->service->calls, 'the second would only meet the same' );
		self::assertSame( array( 2, 'service_unreachable' ), array( $this->outbox()->state()['waiting'], $this->outbox()->state()['problem'] ) );
		self::assertGreaterThan( 0, $this->service_is_back() );
		self::assertSame( 2, $this->deliver() );
	}

	public function test_a_failed_try_waits(): void {
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );
		$this->service->is_down();
		$this->deliver();
		$this->deliver();

		self::assertCount( 1, $this->service->calls );
		self::assertEqualsWithDelta( 30, $this->outbox()->next_in(), 2 );
	}

	public function test_what_is_refused_for_good_is_told_and_dropped(): void {
		$this->service->answer( 'POST', self::PATH, 409, array( 'code' => 'limit_reached', 'status' => 409 ) );
		$heard = $this->hear( 'coop_credentials_undeliverable' );
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );
		$this->deliver();

		self::assertSame( array( 'redemption-1', 'limit_reached' ), array( $heard()[0][0], $heard()[0][1]->problem_code ) );
		self::assertSame( 0, $this->outbox()->state()['waiting'] );
	}

	public function test_a_newer_word_takes_the_place_of_an_older_one(): void {
		$this->service->answer( 'POST', '/v1/redemptions/rd_1/release', 200, array( 'state' => 'released' ) );
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );
		$older = $this->outbox()->take();
		$this->outbox()->add( 'redemption-1', 'POST', '/v1/redemptions/rd_1/release' );
		$this->outbox()->done( $older );

		self::assertSame( 1, $this->deliver() );
		self::assertStringEndsWith( '/release', $this->service->calls[0]['url'] );
	}

	public function test_an_entry_is_one_deliverers_alone(): void {
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );

		self::assertNotNull( $this->outbox()->take() );
		self::assertNull( $this->outbox()->take() );
	}

	public function test_what_waits_is_planned(): void {
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH, null, 600 );

		self::assertEqualsWithDelta( time() + 660, $this->planned(), 2 );
		self::assertNotFalse( wp_next_scheduled( Schedule::BACKUP ) );
	}

	public function test_a_run_that_leaves_something_plans_the_next(): void {
		$this->outbox()->add( 'redemption-1', 'POST', self::PATH );
		Schedule::clear();
		$this->service->is_down();
		do_action( Schedule::HOOK );

		self::assertEqualsWithDelta( time() + 30, $this->planned(), 2 );
	}

	/** By Action Scheduler where a plugin brings it, else by cron. */
	private function planned(): mixed {
		return function_exists( 'as_next_scheduled_action' ) ? as_next_scheduled_action( Schedule::HOOK ) : wp_next_scheduled( Schedule::HOOK );
	}

	private function service_is_back(): int {
		$this->outbox()->hurry();
		$this->service = new Fake_Service();
		remove_all_filters( 'pre_http_request' );
		add_filter( 'pre_http_request', array( $this->service, 'handle' ), 10, 3 );
		$this->service->answer( 'POST', self::PATH, 200, array( 'state' => 'committed' ) );
		$this->service->answer( 'DELETE', '/v1/verifications/vf_7', 204, '' );

		return $this->outbox()->state()['waiting'];
	}

	/** @return Closure(): list<list<mixed>> What the action was given. */
	private function hear( string $action ): Closure {
		$heard = array();
		add_action(
			$action,
			static function ( ...$given ) use ( &$heard ): void {
				$heard[] = $given;
			},
			10,
			2
		);

		return static function () use ( &$heard ): array {
			return $heard;
		};
	}

	private function outbox(): Outbox {
		global $wpdb;

		return new Outbox( $wpdb, Plugin::instance()->tables->outbox() );
	}

	private function deliver(): int {
		return ( new Courier( $this->outbox(), new Site_Api( $this->settings() ) ) )->deliver();
	}
}
