<?php
declare( strict_types=1 );

use CoopCredentials\Shop\Order_Rule;
use CoopCredentials\Shop\Redemption;
use PHPUnit\Framework\TestCase;

final class Order_Rule_Test extends TestCase {

	/** @dataProvider statuses */
	public function test_what_a_status_says( string $status, ?string $wanted ): void {
		self::assertSame( $wanted, Order_Rule::wanted( $status, array( 'processing', 'completed', 'packed' ) ) );
	}

	public static function statuses(): array {
		return array(
			array( 'checkout-draft', null ),
			array( 'pending', null ),
			array( 'on-hold', 'kept' ),
			array( 'processing', 'committed' ),
			array( 'completed', 'committed' ),
			array( 'packed', 'committed' ),
			array( 'failed', 'released' ),
			array( 'cancelled', 'released' ),
			array( 'refunded', 'released' ),
			array( 'trash', 'released' ),
			array( 'something-new', null ),
		);
	}

	/** @dataProvider steps */
	public function test_what_is_to_be_done( string $state, ?string $keep, ?string $commit, ?string $release ): void {
		$wanted = array( Redemption::KEPT, Redemption::COMMITTED, Redemption::RELEASED );

		self::assertSame( array( $keep, $commit, $release ), array_map( static fn ( string $one ): ?string => Order_Rule::step( $state, $one ), $wanted ) );
	}

	public static function steps(): array {
		return array(
			array( Redemption::ASKED, 'reserve', 'reserve', null ),
			array( Redemption::RESERVED, 'keep', 'commit', 'release' ),
			array( Redemption::KEPT, null, 'commit', 'release' ),
			array( Redemption::COMMITTED, null, null, 'release' ),
			array( Redemption::RELEASED, 'reserve', 'reserve', null ),
			array( Redemption::REFUSED, 'reserve', 'reserve', null ),
		);
	}

	public function test_a_reservation_counts_until_shortly_before_its_end(): void {
		$now  = 1_800_000_000;
		$made = static fn ( string $state, int $ago ): Redemption => new Redemption( 1, 2, 3, 'vf_1', 'rd_1', 'key', $state, $now - $ago );

		self::assertTrue( $made( Redemption::RESERVED, Redemption::TTL - 61 )->counts( $now ) );
		self::assertFalse( $made( Redemption::RESERVED, Redemption::TTL - 60 )->counts( $now ) );
		self::assertTrue( $made( Redemption::KEPT, 10 * Redemption::TTL )->counts( $now ) );
		self::assertTrue( $made( Redemption::COMMITTED, 10 * Redemption::TTL )->counts( $now ) );
		self::assertFalse( $made( Redemption::ASKED, 0 )->counts( $now ) );
		self::assertFalse( $made( Redemption::RELEASED, 0 )->counts( $now ) );
		self::assertFalse( $made( Redemption::REFUSED, 0 )->counts( $now ) );
	}
}
