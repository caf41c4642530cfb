<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Origin;
use CoopCredentials\Visit\Visitor_Cookie;
use DateInterval;
use DateTimeImmutable;
use DateTimeZone;
use WP_REST_Request;
use WP_REST_Response;

/**
 * A visitor clicked: opens a presentation request at the service and binds it to this browser.
 */
final class Start_Call {

	public function __construct(
		private readonly Site_Api $service,
		private readonly Request_Store $requests,
		private readonly Grant_Store $grants,
		private readonly Visitor_Cookie $cookie,
	) {}

	public function handle( WP_REST_Request $call, string $policy ): WP_REST_Response {
		$subject = 's_' . bin2hex( random_bytes( 16 ) );
		$opened  = $this->service->open_request(
			$policy,
			$subject,
			Origin::return_url( $call->get_json_params()['returnUrl'] ?? null, home_url( '/' ) ),
			get_bloginfo( 'language' )
		);

		$id = $opened['id'] ?? null;

		if ( ! is_string( $id ) || 1 !== preg_match( '/^[\w.:-]{1,64}$/D', $id ) ) {
			throw new Problem( 'internal_error', 502, array(), 'the service opened a request without an id' );
		}

		$this->requests->add( new Presentation_Request( $id, $subject, $policy, $this->visitor() ), $this->now() );

		// Which request it is stays between this site and the cookie.
		return new WP_REST_Response( array_diff_key( $opened, array_flip( array( 'id', 'subject' ) ) ), 201 );
	}

	/**
	 * A new cookie on every click: what it opens is out of reach for whoever planted the one before.
	 *
	 * What the visitor had stays where it is, because this answer may get lost; the new cookie names the former value
	 * too. Only what a former value still has moves on, to the value that the browser has shown to hold.
	 */
	private function visitor(): string {
		$now      = $this->now();
		$visitors = $this->cookie->visitors();
		$last_end = array() === $visitors ? $now : ( $this->grants->last_end( $visitors, $now ) ?? $now );

		if ( 2 === count( $visitors ) ) {
			$this->requests->move( $visitors[1], $visitors[0] );
			$this->grants->move( $visitors[1], $visitors[0] );
		}

		$this->requests->remove_older_than( $now->sub( new DateInterval( 'P1D' ) ) );
		$this->grants->remove_expired( $now );

		return $this->cookie->renew( max( $now->add( new DateInterval( 'P1D' ) ), $last_end ) );
	}

	private function now(): DateTimeImmutable {
		return new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}
}
