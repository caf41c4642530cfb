<?php
declare( strict_types=1 );

use CoopCredentials\Checkup\Checkup;
use CoopCredentials\Cli\Command;
use CoopCredentials\Cli\Purge;
use CoopCredentials\Feed\Changes_Feed;
use CoopCredentials\Feed\Taking_Back;
use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Plugin;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Rest\Admin_Rest;
use CoopCredentials\Verifier\Site_Api;

require_once __DIR__ . '/class-wp-cli-stub.php';

final class Command_Test extends WordPress_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		WP_CLI::$said = array();
		$this->connect();
		$this->has_grant( 'vf_live', '+1 day' );
		$this->has_grant( 'vf_over', '-1 day' );
	}

	public function test_says_how_things_are(): void {
		$this->command()->status();

		self::assertStringContainsString( 'https://verifier.example', $this->said() );
		self::assertStringContainsString( 'open something now: 1', $this->said() );
	}

	public function test_a_site_without_a_service_is_told_what_to_do(): void {
		$this->settings()->forget();

		$this->expectExceptionMessage( 'not connected' );
		$this->command()->status();
	}

	public function test_the_self_test_ends_badly_when_something_is_bad(): void {
		$this->service->is_down();

		$this->expectExceptionMessageMatches( '/to be set right/' );
		$this->command()->test();
	}

	public function test_lists_gates_and_who_was_let_in(): void {
		$this->gates()->save( new Stored_Gate( 'members-lounge', 'The lounge', '', '{}', 3, 'Members may enter.' ) );
		$this->command()->gates();
		self::assertSame( 'members-lounge | The lounge | 3 | Members may enter.', $this->said() );

		WP_CLI::$said = array();
		$this->command()->grants( array(), array( 'state' => 'live' ) );
		self::assertCount( 1, WP_CLI::$said );
	}

	public function test_reads_the_changes_at_once(): void {
		$this->service->answer( 'GET', '/v1/changes', 200, array( 'changes' => array( array( 'verificationId' => 'vf_live', 'state' => 'revoked', 'at' => '2026-01-01T00:00:00Z' ) ), 'cursor' => 'e.1', 'more' => false ) );

		$this->command()->read();

		self::assertSame( 'Success: 1 admission changed.', $this->said() );
	}

	public function test_a_service_that_is_away_is_named(): void {
		$this->service->is_down();

		$this->expectExceptionMessage( 'service_unreachable' );
		$this->command()->read();
	}

	public function test_purges_what_has_ended(): void {
		$this->has_grant( 'vf_banned', '+1 day', Grant::BANNED );
		$this->command()->purge();

		self::assertSame( 'Success: Removed rows: 1', $this->said() );
		self::assertSame( array( 'vf_live', 'vf_banned' ), $this->left() );
	}

	public function test_purges_everything_only_when_it_is_confirmed_and_tells_the_service(): void {
		try {
			$this->command()->purge( array(), array( 'all' => true ) );
			self::fail( 'It was not confirmed.' );
		} catch ( RuntimeException $question ) {
			self::assertCount( 2, $this->left() );
		}

		$this->command()->purge( array(), array( 'all' => true, 'yes' => true ) );

		self::assertSame( array(), $this->left() );
		self::assertSame( 2, $this->outbox()->state()['waiting'] );
	}

	private function command(): Command {
		global $wpdb;
		$tables  = Plugin::instance()->tables;
		$service = new Site_Api( $this->settings() );
		$log     = new Event_Log( $wpdb, $tables->events() );
		$admin   = new Admin_Rest( $wpdb, $tables, $this->settings(), $service, $this->requests() );
		$feed    = new Changes_Feed( $service, new Taking_Back( $wpdb, $tables->grants(), $this->grants(), $log ) );

		return new Command( $this->settings(), static fn (): Checkup => $admin->checkup(), $this->gates(), new Grant_List( $wpdb, $tables->grants() ), $this->outbox(), $feed, new Purge( $wpdb, $tables, $log, $this->outbox() ) );
	}

	private function gates(): Gate_Store {
		global $wpdb;

		return new Gate_Store( $wpdb, Plugin::instance()->tables->gates() );
	}

	private function outbox(): Outbox {
		global $wpdb;

		return new Outbox( $wpdb, Plugin::instance()->tables->outbox() );
	}

	private function has_grant( string $id, string $end, string $state = Grant::LIVE ): void {
		$this->grants()->add( new Grant( $id, 'members-lounge', $id, $id, 'Because.', $this->now()->modify( $end ), state: $state ), $this->now()->modify( '-2 days' ) );
	}

	/** @return list<string> */
	private function left(): array {
		global $wpdb;

		return $wpdb->get_col( $wpdb->prepare( 'SELECT verification_id FROM %i ORDER BY id', Plugin::instance()->tables->grants() ) );
	}

	private function said(): string {
		return implode( "\n", WP_CLI::$said );
	}
}
