<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Grant;

final class Grant_Store_Test extends WordPress_Test_Case {

	public function test_a_verification_is_granted_once(): void {
		$grant = $this->make( 'vf_1' );

		self::assertTrue( $this->grants()->add( $grant, $this->now() ) );
		self::assertFalse( $this->grants()->add( $grant, $this->now() ) );
	}

	public function test_a_verification_stays_with_the_visitor_it_was_granted_to(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );
		$this->grants()->add( $this->make( 'vf_1', 'another visitor' ), $this->now() );

		self::assertNotNull( $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( 'another visitor' ), $this->now() ) );
	}

	public function test_a_grant_is_live_until_its_end_for_its_policy_only(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );

		self::assertSame( 'vf_1', $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() )->verification_id );
		self::assertNull( $this->grants()->live( 'board', array( 'visitor' ), $this->now() ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now()->modify( '+1 day' ) ) );
	}

	public function test_the_longest_of_several_grants_counts(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );
		$this->grants()->add( $this->make( 'vf_2', 'visitor', '+2 days' ), $this->now() );

		self::assertSame( 'vf_2', $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() )->verification_id );
	}

	public function test_what_has_ended_is_swept_away_a_month_later(): void {
		global $wpdb;
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );
		$count = static fn (): string => $wpdb->get_var( 'SELECT COUNT(*) FROM ' . CoopCredentials\Plugin::instance()->tables->grants() );

		$this->grants()->remove_expired( $this->now()->modify( '+2 days' ) );
		self::assertSame( '1', $count() );
		$this->grants()->remove_expired( $this->now()->modify( '+35 days' ) );
		self::assertSame( '0', $count() );
	}

	/** @dataProvider states */
	public function test_only_a_live_grant_opens_and_a_suspended_one_can_live_again( string $state ): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );

		self::assertTrue( $this->grants()->change_state( 'vf_1', $state ) );
		self::assertFalse( $this->grants()->change_state( 'vf_1', $state ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() ) );
		self::assertNotNull( $this->grants()->last_end( array( 'visitor' ), $this->now() ) );

		$this->grants()->change_state( 'vf_1', 'live' );
		self::assertNotNull( $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() ) );
	}

	public static function states(): array {
		return array_map( static fn ( string $state ): array => array( $state ), array( 'expired', 'revoked', 'suspended', 'unrecognised', 'policy_changed', 'unreachable', 'ended' ) );
	}

	public function test_capital_and_small_letters_make_two_policies(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );

		self::assertNull( $this->grants()->live( 'Members-Lounge', array( 'visitor' ), $this->now() ) );
	}

	public function test_any_hash_of_the_visitor_finds_the_grant(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );

		foreach ( array( array( 'visitor', 'a', 'b' ), array( 'a', 'visitor', 'b' ), array( 'a', 'b', 'visitor' ) ) as $visitors ) {
			self::assertNotNull( $this->grants()->live( 'members-lounge', $visitors, $this->now() ) );
		}
		self::assertNull( $this->grants()->live( 'members-lounge', array( 'a', 'b', 'c' ), $this->now() ) );
	}

	public function test_who_vouched_and_by_which_version_stays_with_the_grant(): void {
		$this->grants()->add( new Grant( 'vf_1', 'members-lounge', 'visitor', 'holder', 'Because.', $this->now()->modify( '+1 day' ), 'did:web:harvest.example', 'Harvest', 3 ), $this->now() );
		$grant = $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() );

		self::assertSame( array( 'did:web:harvest.example', 'Harvest', 3, 'live' ), array( $grant->issuer, $grant->issuer_name, $grant->policy_version, $grant->state ) );
	}

	private function make( string $verification_id, string $visitor = 'visitor', string $end = '+1 day' ): Grant {
		return new Grant( $verification_id, 'members-lounge', $visitor, 'holder', 'Because.', $this->now()->modify( $end ) );
	}

	public function test_a_change_that_was_read_in_another_state_changes_nothing(): void {
		$this->grants()->add( new Grant( 'vf_9', 'members-lounge', 'visitor', 'holder', 'Because.', $this->now()->modify( '+1 day' ) ), $this->now() );
		$this->grants()->change_state( 'vf_9', Grant::BANNED );

		self::assertFalse( $this->grants()->change_state( 'vf_9', 'suspended', Grant::LIVE ) );
		self::assertTrue( $this->grants()->is_kept_out( 'members-lounge', 'holder' ) );
	}
}
