<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Verifier\Collected;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;
use DateTimeImmutable;
use DateTimeZone;
use WP_REST_Request;
use WP_REST_Response;

/**
 * The wallet has answered: fetches the result from the service and lets this browser in.
 *
 * Nothing the browser says is evidence. It only says "look", with the code that came back with it;
 * the result is collected server to server, for a request that this very browser opened.
 */
final class Collect_Call {

	/** Codes which say only that the response code belongs to another of this visitor's requests, or that one has ended. */
	public const NOT_THIS_ONE = array( 'response_code_wrong', 'request_not_answered', 'request_unknown', 'request_expired', 'request_cancelled', 'request_declined' );

	public function __construct(
		private readonly Site_Api $service,
		private readonly Request_Store $requests,
		private readonly Grant_Store $grants,
		private readonly Visitor_Cookie $cookie,
		private readonly Visitor $visitor,
		private readonly Event_Log $log,
	) {}

	public function handle( WP_REST_Request $call, string $policy ): WP_REST_Response {
		$visitors = $this->cookie->visitors();

		if ( array() === $visitors ) {
			throw new Problem( 'request_unknown' );
		}

		$code    = $call->get_json_params()['responseCode'] ?? null;
		$code    = is_string( $code ) && '' !== $code && strlen( $code ) <= 512 ? $code : null;
		$waiting = null === $code ? array_slice( $this->requests->waiting( $visitors, $policy ), 0, 1 ) : $this->requests->waiting( $visitors );

		$problem = new Problem( 'request_unknown' );

		foreach ( $waiting as $request ) {
			try {
				return $this->look( $request, $code, $visitors );
			} catch ( Problem $problem ) {
				if ( ! in_array( $problem->problem_code, self::NOT_THIS_ONE, true ) ) {
					throw $problem;
				}
			}
		}

		// Another tab may have collected already; its grant is this tab's answer too.
		$grant = $this->grants->live( $policy, $this->visitor->hashes(), $this->now() );

		return null === $grant ? throw $problem : $this->accepted( $grant );
	}

	/**
	 * @param non-empty-list<string> $visitors
	 * @throws Problem When there is no result for this code, or not yet.
	 */
	private function look( Presentation_Request $request, ?string $code, array $visitors ): WP_REST_Response {
		if ( null !== $request->refusal && null === $code ) {
			return $this->refused( $request->refusal );
		}

		$now    = $this->now();
		$result = Collected::read( $this->service->collect( $request->request_id, $code ), $request, $now );

		if ( $result instanceof Grant && $this->grants->is_kept_out( $result->policy, $result->holder ) ) {
			$result = new Problem( 'holder_barred' );
		}

		if ( $result instanceof Problem ) {
			return $this->refuse( $request, $result );
		}

		$is_new = $this->grants->add( $result->given_to( $this->visitor->home() ?? $visitors[0] ), $now );

		// Somebody of the team may have kept this person out while the service was asked.
		if ( $this->grants->is_kept_out( $result->policy, $result->holder ) ) {
			$this->grants->change_state( $result->verification_id, Grant::BANNED, Grant::LIVE );

			return $this->refuse( $request, new Problem( 'holder_barred' ) );
		}

		if ( $is_new ) {
			$this->log->add( Event_Log::GRANTED, $result->policy, $result->verification_id, $result->holder, 0, $result->reason );
		}

		$this->requests->close( $request->request_id );
		$this->cookie->extend( max( $result->expires_at, $this->grants->last_end( $visitors, $now ) ?? $now ) );

		return $this->accepted( $result );
	}

	private function refuse( Presentation_Request $request, Problem $problem ): WP_REST_Response {
		$this->requests->refuse( $request->request_id, $problem );
		$this->log->add( Event_Log::REFUSED, $request->policy, '', '', 0, $problem->problem_code );

		return $this->refused( $problem );
	}

	private function refused( Problem $problem ): WP_REST_Response {
		return new WP_REST_Response(
			array(
				'state'   => 'rejected',
				'problem' => $problem->for_browser(),
			)
		);
	}

	private function accepted( Grant $grant ): WP_REST_Response {
		return new WP_REST_Response(
			array(
				'state'  => 'accepted',
				'until'  => $grant->until(),
				'reason' => $grant->reason,
				'gate'   => $grant->policy,
			)
		);
	}

	private function now(): DateTimeImmutable {
		return new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}
}
