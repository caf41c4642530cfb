<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Ended_Words;
use CoopCredentials\Gate\Private_Page;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Visit\Account;
use CoopCredentials\Visit\Held_Grants;
use CoopCredentials\Visit\Visitor_Cookie;

final class Account_Test extends WordPress_Test_Case {

	private int $user;

	protected function setUp(): void {
		parent::setUp();
		$this->user = (int) wp_insert_user( array( 'user_login' => 'mara', 'user_pass' => 'x', 'role' => 'subscriber' ) );

		$_SERVER['REQUEST_METHOD'] = 'POST';
	}

	protected function tearDown(): void {
		$_SERVER['REQUEST_METHOD'] = 'GET';
		parent::tearDown();
	}

	public function test_logging_in_takes_a_guests_grants_to_the_account(): void {
		$guest = $this->grant( 'members-lounge' );
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );

		self::assertNull( $this->live( $guest ) );
		self::assertNotNull( $this->live( Account::hash( $this->user ) ) );
		self::assertSame( array( Event_Log::MOVED, $this->user ), array( $this->log()->page()[0]['kind'], $this->log()->page()[0]['actor'] ) );
	}

	public function test_so_does_signing_up(): void {
		$this->grant( 'members-lounge' );
		$new = (int) wp_insert_user( array( 'user_login' => 'new', 'user_pass' => 'x' ) );

		self::assertNotNull( $this->live( Account::hash( $new ) ) );
	}

	public function test_somebody_who_makes_an_account_for_another_keeps_what_is_theirs(): void {
		wp_set_current_user( $this->user );
		$mine = $this->grant( 'members-lounge' );
		$new  = (int) wp_insert_user( array( 'user_login' => 'new', 'user_pass' => 'x' ) );

		self::assertNotNull( $this->live( $mine ) );
		self::assertNull( $this->live( Account::hash( $new ) ) );
	}

	public function test_logging_in_without_a_cookie_asks_the_database_nothing(): void {
		global $wpdb;
		$user   = get_userdata( $this->user );
		$before = $wpdb->num_queries;
		do_action( 'wp_login', 'mara', $user );

		self::assertSame( 0, $wpdb->num_queries - $before );
	}

	public function test_who_another_site_logged_in_keeps_what_is_theirs_in_their_browser(): void {
		$guest   = $this->grant( 'members-lounge' );
		$cookie  = $_COOKIE;
		$_COOKIE = array(); // No cookie of ours comes with the form of another site, but it does with the page after it.
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );
		$_COOKIE = $cookie;
		wp_set_current_user( $this->user );

		self::assertNotNull( $this->held()->live( 'members-lounge' ) );
		self::assertNull( $this->live( Account::hash( $this->user ) ) );
		self::assertNotNull( $this->live( $guest ) );
	}

	public function test_a_link_that_logs_in_or_signs_up_takes_nothing_along(): void {
		$guest                     = $this->grant( 'members-lounge' );
		$_SERVER['REQUEST_METHOD'] = 'GET';
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );
		wp_insert_user( array( 'user_login' => 'new', 'user_pass' => 'x' ) );

		self::assertNotNull( $this->live( $guest ) );
	}

	public function test_logged_out_the_account_opens_nothing(): void {
		$this->grant( 'members-lounge' );
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );

		self::assertNull( $this->held()->live( 'members-lounge' ) );
		wp_set_current_user( $this->user );
		self::assertNotNull( $this->held()->live( 'members-lounge' ) );
	}

	public function test_another_account_is_another_visitor(): void {
		$this->grant( 'members-lounge' );
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );
		$_COOKIE = array();
		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'other', 'user_pass' => 'x' ) ) );

		self::assertNull( $this->held()->live( 'members-lounge' ) );
	}

	public function test_deleting_the_account_deletes_its_grants(): void {
		$this->grant( 'members-lounge' );
		do_action( 'wp_login', 'mara', get_userdata( $this->user ) );
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $this->user );

		self::assertSame( array(), $this->grants()->of( array( Account::hash( $this->user ) ) ) );
	}

	public function test_no_cookie_can_be_an_account(): void {
		$_COOKIE = array( 'wp-postpass_coop_' . COOKIEHASH => 'account|' . get_current_blog_id() . '|' . $this->user );

		self::assertSame( array(), Visitor_Cookie::for_this_site()->visitors() );
	}

	/** @dataProvider states */
	public function test_only_a_live_grant_opens_and_the_others_say_why( string $state, string $words ): void {
		$visitor = $this->grant( 'members-lounge' );
		self::assertNotNull( $this->held()->live( 'members-lounge' ) );
		$this->grants()->change_state( $this->grants()->of( array( $visitor ) )[0]->verification_id, $state );
		$held = $this->held();

		self::assertNull( $held->live( 'members-lounge' ) );
		self::assertStringContainsString( $words, Ended_Words::of( $held->ended( 'members-lounge' ) ) );
	}

	public static function states(): array {
		return array(
			'expired'        => array( 'expired', 'This was open for you until' ),
			'revoked'        => array( 'revoked', 'Your co-op has withdrawn this membership. Ask your co-op.' ),
			'suspended'      => array( 'suspended', 'Your co-op has paused this membership.' ),
			'unrecognised'   => array( 'unrecognised', 'no longer recognises' ),
			'policy_changed' => array( 'policy_changed', 'has changed whom it welcomes' ),
			'unreachable'    => array( 'unreachable', 'could not be found out' ),
			'ended'          => array( Grant::ENDED, 'team has closed this' ),
			'kept out'       => array( Grant::BANNED, 'has ended your access' ),
			'one of later'   => array( 'something_new', 'This was open for you until' ),
		);
	}

	public function test_a_live_grant_hides_why_another_one_ended(): void {
		$visitor = $this->grant( 'members-lounge', '-1 day' );
		$this->grants()->add( new Grant( 'vf_new', 'members-lounge', $visitor, 'holder', 'Because.', $this->now()->modify( '+1 day' ) ), $this->now() );

		self::assertNull( $this->held()->ended( 'members-lounge' ) );
	}

	private function held(): Held_Grants {
		$page = new Private_Page( $this->visitor() );
		$page->decide();

		return new Held_Grants( $page, $this->grants() );
	}

	private function live( string $visitor ): ?Grant {
		return $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() );
	}
}
