<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;
use DateTimeImmutable;
use DateTimeZone;
use WP_REST_Request;
use WP_REST_Response;

/**
 * "Forget this": the visitor's grants of this gate go, here and at the service, and with the last one the cookie.
 */
final class Forget_Call {

	public function __construct(
		private readonly Request_Store $requests,
		private readonly Grant_Store $grants,
		private readonly Visitor_Cookie $cookie,
		private readonly Visitor $visitor,
		private readonly Event_Log $log,
		private readonly Outbox $outbox,
	) {}

	public function handle( WP_REST_Request $call, string $policy ): WP_REST_Response {
		$visitors = $this->visitor->hashes();

		if ( array() !== $visitors ) {
			$this->drop( $policy, $visitors );
		}

		if ( array() !== $this->cookie->visitors() ) {
			$this->requests->forget( $policy, $this->cookie->visitors() );
			$this->clear_cookie( $this->cookie->visitors() );
		}

		return new WP_REST_Response( null, 204 );
	}

	/** @param non-empty-list<string> $visitors */
	private function drop( string $policy, array $visitors ): void {
		$dropped = array_filter( $this->grants->of( $visitors ), static fn ( Grant $grant ): bool => $policy === $grant->policy );

		$this->grants->forget( $policy, $visitors );

		foreach ( $dropped as $grant ) {
			$this->log->add( Event_Log::DROPPED, $grant->policy, $grant->verification_id, $grant->holder );

			// The service may be away: it is told as soon as it is back.
			$this->outbox->add( 'forget-' . $grant->verification_id, 'DELETE', '/v1/verifications/' . rawurlencode( $grant->verification_id ) );
		}
	}

	/** @param non-empty-list<string> $visitors */
	private function clear_cookie( array $visitors ): void {
		$now = new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );

		if ( null === $this->grants->last_end( $visitors, $now ) && array() === $this->requests->waiting( $visitors ) ) {
			$this->cookie->clear();
		}
	}
}
