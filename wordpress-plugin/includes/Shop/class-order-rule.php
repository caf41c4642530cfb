<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * What an order's status says about the use of an offer, and what has to be done for that.
 */
final class Order_Rule {

	private const OVER = array( 'failed', 'cancelled', 'refunded', 'trash' );

	/**
	 * @param list<string> $paid The statuses of this shop that mean paid.
	 * @return string|null A state of Redemption, or null while nothing is decided (a draft, or payment is under way).
	 */
	public static function wanted( string $status, array $paid ): ?string {
		return match ( true ) {
			in_array( $status, $paid, true )       => Redemption::COMMITTED,
			'on-hold' === $status                  => Redemption::KEPT,
			in_array( $status, self::OVER, true )  => Redemption::RELEASED,
			default                                => null,
		};
	}

	/**
	 * @return string|null `keep`, `commit` or `release` at the service; `reserve` where there is nothing yet to keep
	 *                     or to commit; null where all is as it should be.
	 */
	public static function step( string $state, string $wanted ): ?string {
		if ( Redemption::RELEASED === $wanted ) {
			return in_array( $state, array( Redemption::RESERVED, Redemption::KEPT, Redemption::COMMITTED ), true ) ? 'release' : null;
		}

		return match ( $state ) {
			Redemption::COMMITTED => null,
			Redemption::KEPT      => Redemption::COMMITTED === $wanted ? 'commit' : null,
			Redemption::RESERVED  => Redemption::COMMITTED === $wanted ? 'commit' : 'keep',
			default               => 'reserve',
		};
	}

	public static function after( string $step ): string {
		return array(
			'keep'    => Redemption::KEPT,
			'commit'  => Redemption::COMMITTED,
			'release' => Redemption::RELEASED,
		)[ $step ];
	}
}
