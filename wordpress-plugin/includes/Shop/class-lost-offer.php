<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Problem\Problem;

/**
 * An offer that an order or a basket had to go without, and why.
 */
final class Lost_Offer {

	public function __construct(
		public readonly Offer $offer,
		public readonly Problem $problem,
	) {}

	/**
	 * @param non-empty-list<Lost_Offer> $lost
	 * @param string                     $total The new total as the shop writes it.
	 */
	public static function words( array $lost, string $total ): string {
		$words = array();

		foreach ( $lost as $one ) {
			$why = Words::of( $one->problem );
			/* translators: 1: name of an offer, 2 and 3: sentences that say why and what to do. */
			$words[] = sprintf( __( '“%1$s” was taken off. %2$s %3$s', 'coop-credentials' ), $one->offer->name, (string) $why['what'], (string) $why['next'] );
		}

		/* translators: %s: an amount of money. */
		$words[] = sprintf( __( 'The new total is %s. Nothing has been ordered yet: you can order at this price.', 'coop-credentials' ), $total );

		return implode( ' ', $words );
	}
}
