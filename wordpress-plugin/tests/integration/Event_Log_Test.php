<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Plugin;

final class Event_Log_Test extends WordPress_Test_Case {

	public function test_the_newest_is_first_and_pages_follow_one_another(): void {
		global $wpdb;
		$log = new Event_Log( $wpdb, Plugin::instance()->tables->events() );
		foreach ( range( 1, 5 ) as $number ) {
			$log->add( Event_Log::GRANTED, 'board', "vf_$number", 'holder' );
		}
		$log->add( Event_Log::ENDED, 'board', 'vf_1', 'holder', 1, 'Left the co-op.' );

		$first = $log->page( 1, 2 );
		self::assertSame( array( 'vf_1', 'vf_5' ), array_column( $first, 'verification_id' ) );
		self::assertSame( array( 'ended', 'board', 'holder', 1, 'Left the co-op.' ), array( $first[0]['kind'], $first[0]['policy'], $first[0]['holder'], $first[0]['actor'], $first[0]['detail'] ) );
		self::assertSame( array( 'vf_2', 'vf_1' ), array_column( $log->page( 3, 2 ), 'verification_id' ) );
		self::assertSame( 6, $log->total() );
	}
}
