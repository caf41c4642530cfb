<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;

/**
 * “Look again”, which is all that a browser can say: what the shopper may have is read from the grants of this site,
 * and the service is asked how it stands.
 */
final class Recheck {

	private const SECONDS = 2.0;

	/** How many memberships of one visitor are looked at. */
	private const MOST = 3;

	/** Nobody waits for the same silence twice. */
	private bool $is_away = false;

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Grant_Finder $grants,
		private readonly Basket $basket,
		private readonly Site_Api $service,
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
				$problem = $this->standing( $grant );

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

	/** Why it cannot be had now. Without an answer the reservation will tell. */
	private function standing( Grant $grant ): ?Problem {
		if ( $this->is_away ) {
			return null;
		}

		try {
			$verification = $this->service->send( 'GET', '/v1/verifications/' . rawurlencode( $grant->verification_id ), null, self::SECONDS );
		} catch ( Problem $problem ) {
			$this->is_away = $problem->http_status() >= 500;

			return 'verification_unknown' === $problem->problem_code ? new Problem( 'verification_ended', 409 ) : null;
		}

		if ( 'live' !== ( $verification['state'] ?? 'live' ) ) {
			return new Problem( 'verification_ended', 409 );
		}

		$resets = $verification['resetsAt'] ?? null;

		return 0 === ( $verification['remaining'] ?? null ) ? new Problem( 'limit_reached', 409, is_string( $resets ) ? array( 'at' => $resets ) : array() ) : null;
	}
}
