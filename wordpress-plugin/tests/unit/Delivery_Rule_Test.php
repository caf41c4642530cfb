<?php
declare( strict_types=1 );

use CoopCredentials\Outbox\Delivery_Rule;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Foreign_Answer;
use PHPUnit\Framework\TestCase;

final class Delivery_Rule_Test extends TestCase {

	/** @dataProvider problems */
	public function test_what_is_tried_again( Problem $problem, bool $is_final, bool $concerns_all ): void {
		self::assertSame( array( $is_final, $concerns_all ), array( Delivery_Rule::is_final( $problem ), Delivery_Rule::concerns_all( $problem ) ) );
	}

	public static function problems(): array {
		return array(
			'released already'      => array( new Problem( 'redemption_released', 409 ), true, false ),
			'nothing is left'       => array( new Problem( 'limit_reached', 409 ), true, false ),
			'nobody knows it'       => array( new Problem( 'verification_unknown', 404 ), true, false ),
			'a word we do not know' => array( new Problem( 'something_new', 422 ), true, false ),
			'a fault of its own'    => array( new Problem( 'internal_error', 500 ), false, false ),
			'it is away'            => array( new Problem( 'service_unreachable', 503 ), false, true ),
			'another server'        => array( new Foreign_Answer( 404 ), false, true ),
			'not connected'         => array( new Problem( 'site_not_connected' ), false, true ),
			'wrong key'             => array( new Problem( 'key_wrong', 401 ), false, true ),
			'a cloned shop'         => array( new Problem( 'site_moved', 403 ), false, true ),
			'too many at once'      => array( new Problem( 'rate_limited', 429 ), false, true ),
		);
	}

	public function test_each_try_waits_longer_up_to_an_hour(): void {
		self::assertSame( array( 30, 60, 120, 1920, 3600, 3600 ), array_map( array( Delivery_Rule::class, 'delay' ), array( 1, 2, 3, 7, 8, 5000 ) ) );
	}
}
