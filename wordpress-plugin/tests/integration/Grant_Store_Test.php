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

	public function test_expired_grants_can_be_swept_away(): void {
		$this->grants()->add( $this->make( 'vf_1' ), $this->now() );
		$this->grants()->remove_expired( $this->now()->modify( '+2 days' ) );

		self::assertNull( $this->grants()->last_end( array( 'visitor' ) ) );
	}

	private function make( string $verification_id, string $visitor = 'visitor', string $end = '+1 day' ): Grant {
		return new Grant( $verification_id, 'members-lounge', $visitor, 'holder', 'Because.', $this->now()->modify( $end ) );
	}
}
