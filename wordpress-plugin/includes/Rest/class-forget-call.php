<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Visit\Visitor_Cookie;
use DateTimeImmutable;
use DateTimeZone;
use WP_REST_Request;
use WP_REST_Response;

/**
 * "Forget this": the visitor's grants of this gate go, and with the last one the cookie.
 */
final class Forget_Call {

	public function __construct(
		private readonly Request_Store $requests,
		private readonly Grant_Store $grants,
		private readonly Visitor_Cookie $cookie,
	) {}

	public function handle( WP_REST_Request $call, string $policy ): WP_REST_Response {
		$visitors = $this->cookie->visitors();

		if ( array() !== $visitors ) {
			$this->grants->forget( $policy, $visitors );
			$this->requests->forget( $policy, $visitors );

			if ( null === $this->grants->last_end( $visitors, new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) ) ) && array() === $this->requests->waiting( $visitors ) ) {
				$this->cookie->clear();
			}
		}

		return new WP_REST_Response( null, 204 );
	}
}
