<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Origin;
use DateTimeImmutable;
use DateTimeZone;
use WP_REST_Request;
use WP_REST_Response;

/**
 * Trying a gate as a visitor, with the test member. It asks as a gate does, and makes no grant, whatever comes back.
 *
 * The request is bound to the account, under a hash that no visitor has: neither a cookie nor an account's own.
 */
final class Try_Call {

	public function __construct(
		private readonly Site_Api $service,
		private readonly Request_Store $requests,
	) {}

	public function start( WP_REST_Request $call ): WP_REST_Response {
		$policy  = (string) $call['policy'];
		$subject = 't_' . bin2hex( random_bytes( 16 ) );
		$opened  = $this->service->open_request(
			$policy,
			$subject,
			Origin::return_url( $call->get_json_params()['returnUrl'] ?? null, home_url( '/' ) ),
			str_replace( '_', '-', get_user_locale() ),
			true
		);
		$id      = $opened['id'] ?? null;

		if ( ! is_string( $id ) || 1 !== preg_match( '/^[\w.:-]{1,64}$/D', $id ) ) {
			throw new Problem( 'internal_error', 502, array(), 'the service opened a request without an id' );
		}

		$this->requests->add( new Presentation_Request( $id, $subject, $policy, self::visitor() ), new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) ) );

		return new WP_REST_Response( array_diff_key( $opened, array_flip( array( 'id', 'subject' ) ) ), 201 );
	}

	/** @return array{state: string, problem?: array<string, mixed>} */
	public function collect( WP_REST_Request $call ): array {
		$code    = $call->get_json_params()['responseCode'] ?? null;
		$code    = is_string( $code ) && '' !== $code && strlen( $code ) <= 512 ? $code : null;
		$waiting = $this->requests->waiting( array( self::visitor() ), (string) $call['policy'] );
		$problem = new Problem( 'request_unknown' );

		foreach ( null === $code ? array_slice( $waiting, 0, 1 ) : $waiting as $request ) {
			try {
				return self::told( $this->service->collect( $request->request_id, $code ), $request );
			} catch ( Problem $problem ) {
				if ( ! in_array( $problem->problem_code, Collect_Call::NOT_THIS_ONE, true ) ) {
					throw $problem;
				}
			}
		}

		throw $problem;
	}

	/**
	 * @param array<string, mixed> $answer
	 * @return array{state: string, problem?: array<string, mixed>}
	 */
	private static function told( array $answer, Presentation_Request $request ): array {
		if ( ( $answer['id'] ?? null ) !== $request->request_id || ( $answer['subject'] ?? null ) !== $request->subject ) {
			throw new Problem( 'internal_error', 502, array(), 'the answer belongs to another request' );
		}

		return match ( $answer['state'] ?? null ) {
			'accepted' => array( 'state' => 'accepted' ),
			'rejected' => array(
				'state'   => 'rejected',
				'problem' => Problem::parse( is_array( $answer['problem'] ?? null ) ? $answer['problem'] : array(), 422 )->for_browser(),
			),
			default    => throw new Problem( 'internal_error', 502, array(), 'the answer has no state that we know' ),
		};
	}

	private static function visitor(): string {
		return hash( 'sha256', 'try|' . get_current_blog_id() . '|' . get_current_user_id() );
	}
}
