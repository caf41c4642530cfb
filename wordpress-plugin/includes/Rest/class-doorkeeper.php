<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Visit\Origin;
use CoopCredentials\Visit\Rate_Limit;
use WP_REST_Request;

/**
 * Lets a call in that a page of this site made, about a gate of this site, not too often.
 */
final class Doorkeeper {

	public function __construct(
		private readonly Gate_Mark $mark,
		private readonly Rate_Limit $limit,
	) {}

	/**
	 * @return string The gate's policy.
	 * @throws Problem When the call may not go on.
	 */
	public function admit( WP_REST_Request $request ): string {
		$origin = Origin::of( (string) $request->get_header( 'origin' ) );

		// Every browser sends Origin with a POST; a page elsewhere cannot forge it. SameSite keeps the cookie at home.
		if ( null === $origin || Origin::of( home_url() ) !== $origin ) {
			throw new Problem( 'origin_not_allowed' );
		}

		$this->limit->count( (string) ( $_SERVER['REMOTE_ADDR'] ?? '' ), time() ); // phpcs:ignore -- Hashed only.

		return $this->mark->policy( $request->get_query_params()['gate'] ?? null ) ?? throw new Problem( 'policy_unknown' );
	}
}
