<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Plugin;
use CoopCredentials\Privacy\Personal_Data;
use CoopCredentials\Privacy\Privacy_Module;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Account;

final class Personal_Data_Test extends WordPress_Test_Case {

	private const EMAIL = 'ada@example.org';

	private int $user;

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		$this->user = (int) wp_insert_user(
			array(
				'user_login' => 'ada',
				'user_email' => self::EMAIL,
				'user_pass'  => 'x',
			)
		);
		$this->grants()->add( new Grant( 'vf_1', 'members-lounge', Account::hash( $this->user ), 'holder-1', 'Because.', $this->now()->modify( '+30 days' ), 'did:web:harvest.example', 'Harvest <Co-op>' ), $this->now() );
		$this->grants()->add( new Grant( 'vf_2', 'members-lounge', 'somebody else', 'holder-2', 'Because.', $this->now()->modify( '+30 days' ) ), $this->now() );
	}

	public function test_tells_a_person_what_is_kept_here_and_at_the_service(): void {
		$this->service->answer( 'GET', '/v1/holders/holder-1/export', 200, array( 'holder' => 'holder-1', 'exportedAt' => 'now', 'verifications' => array() ) );

		$found = $this->data()->export( self::EMAIL );
		$text  = (string) wp_json_encode( $found['data'] );

		self::assertTrue( $found['done'] );
		self::assertCount( 2, $found['data'] );
		self::assertStringContainsString( 'Harvest &lt;Co-op&gt;', $text );
		self::assertStringContainsString( 'exportedAt', $text );
		self::assertStringNotContainsString( 'holder-2', $text );
	}

	public function test_says_that_the_service_could_not_be_asked(): void {
		$this->service->is_down();

		self::assertStringContainsString( 'could not be reached', (string) wp_json_encode( $this->data()->export( self::EMAIL )['data'] ) );
	}

	public function test_knows_nothing_of_anybody_else(): void {
		self::assertSame( array(), $this->data()->export( 'nobody@example.org' )['data'] );
		self::assertFalse( $this->data()->erase( 'nobody@example.org' )['items_removed'] );
	}

	public function test_erases_here_and_at_the_service_and_says_what_still_counts(): void {
		$this->log()->add( Event_Log::GRANTED, 'members-lounge', 'vf_1', 'holder-1', 0, 'Because.' );
		$this->service->answer( 'DELETE', '/v1/holders/holder-1', 200, array( 'forgotten' => 1, 'countersUntil' => '2027-03-01T00:00:00Z' ) );

		$done = $this->data()->erase( self::EMAIL );

		self::assertTrue( $done['items_removed'] );
		self::assertStringContainsString( '2027', $done['messages'][0] );
		self::assertSame( array(), $this->grants()->of( array( Account::hash( $this->user ) ) ) );
		self::assertCount( 1, $this->grants()->of( array( 'somebody else' ) ) );
		self::assertSame( array( '', '' ), array( $this->log()->page()[0]['holder'], $this->log()->page()[0]['verification_id'] ) );
	}

	public function test_an_erasure_waits_for_a_service_that_is_away(): void {
		$this->service->is_down();

		$done = $this->data()->erase( self::EMAIL );

		self::assertTrue( $done['items_retained'] );
		self::assertSame( 1, $this->outbox()->state()['waiting'] );
		self::assertSame( '/v1/holders/holder-1', $this->outbox()->take()->path );
	}

	public function test_is_among_the_tools_of_wordpress(): void {
		self::assertArrayHasKey( Privacy_Module::ID, apply_filters( 'wp_privacy_personal_data_exporters', array() ) );
		self::assertArrayHasKey( Privacy_Module::ID, apply_filters( 'wp_privacy_personal_data_erasers', array() ) );
	}

	private function data(): Personal_Data {
		global $wpdb;

		return new Personal_Data( $this->grants(), new Gate_Store( $wpdb, Plugin::instance()->tables->gates() ), $this->log(), new Site_Api( $this->settings() ), $this->outbox() );
	}

	private function outbox(): Outbox {
		global $wpdb;

		return new Outbox( $wpdb, Plugin::instance()->tables->outbox() );
	}
}
