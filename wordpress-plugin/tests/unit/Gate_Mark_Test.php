<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Mark;
use PHPUnit\Framework\TestCase;

final class Gate_Mark_Test extends TestCase {

	public function test_a_mark_names_its_policy_and_is_the_same_every_time(): void {
		$mark = new Gate_Mark( 'secret' );

		self::assertSame( 'members-lounge', $mark->policy( $mark->of( 'members-lounge' ) ) );
		self::assertSame( $mark->of( 'members-lounge' ), $mark->of( 'members-lounge' ) );
	}

	/** @dataProvider forged */
	public function test_a_mark_this_site_did_not_make_names_nothing( mixed $mark ): void {
		self::assertNull( ( new Gate_Mark( 'secret' ) )->policy( $mark ) );
	}

	public static function forged(): array {
		$mark = ( new Gate_Mark( 'secret' ) )->of( 'members-lounge' );

		return array(
			'another policy'  => array( str_replace( 'members-', 'board-', $mark ) ),
			'another site'    => array( ( new Gate_Mark( 'other' ) )->of( 'members-lounge' ) ),
			'no signature'    => array( 'members-lounge~' ),
			'only a policy'   => array( 'members-lounge' ),
			'a list'          => array( array( $mark ) ),
			'nothing'         => array( null ),
		);
	}

	public function test_a_policy_id_has_no_room_for_paths_or_markup(): void {
		foreach ( array( '', '../x', 'a b', '<b>', '-a', "a\n", str_repeat( 'a', 65 ) ) as $id ) {
			self::assertFalse( Gate_Mark::is_policy_id( $id ), $id );
		}
		self::assertTrue( Gate_Mark::is_policy_id( 'members-lounge.v2' ) );
	}
}
