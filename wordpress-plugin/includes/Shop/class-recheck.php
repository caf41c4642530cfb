<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * “Look again”, which is all that a browser can say: what the shopper may have is read from the grants of this site,
 * and the service is asked how it stands.
 */
final class Recheck {

	/** How many memberships of one visitor are looked at. */
	private const MOST = 3;

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Grant_Finder $grants,
		private readonly Basket $basket,
		private readonly Basket_Watch $watch,
	) {}

	public function run(): void {
		$this->entitlements->read_again();

		foreach ( $this->offers->open() as $offer ) {
			$grants = $this->grants->all_of_visitor( $offer->policy );
			$grants = array() === $grants ? array_filter( array( $this->entitlements->grant( $offer ) ) ) : array_slice( $grants, 0, self::MOST );

			if ( array() === $grants ) {
				$this->entitlements->take( $offer );
				$this->basket->leave_out( $offer, WC()->cart );
				continue;
			}

			$problem = null;

			foreach ( $grants as $grant ) {
				$problem = $this->watch->problem( $offer, $grant, WC()->cart );

				if ( null === $problem ) {
					break;
				}
			}

			$this->entitlements->give( $offer, $grant );

			if ( null === $problem ) {
				$this->basket->add( $offer, WC()->cart );
			} else {
				$this->entitlements->stop( $offer, $problem );
				$this->basket->leave_out( $offer, WC()->cart );
			}
		}

		WC()->cart->calculate_totals();
	}
}
