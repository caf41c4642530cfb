<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Problem\Problem;
use WP_REST_Response;

/**
 * A problem as `application/problem+json` (RFC 9457).
 */
final class Problem_Response {

	public static function of( Problem $problem ): WP_REST_Response {
		$response = new WP_REST_Response( $problem->for_browser(), $problem->http_status() );
		$response->header( 'Content-Type', 'application/problem+json' );

		if ( is_int( $problem->params['retryAfter'] ?? null ) ) {
			$response->header( 'Retry-After', (string) $problem->params['retryAfter'] );
		}

		return $response;
	}
}
