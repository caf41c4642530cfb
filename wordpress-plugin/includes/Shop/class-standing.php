<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;

/**
 * Asks the service whether a membership may still have its discount, before somebody counts on it.
 */
final class Standing {

	private const SECONDS = 2.0;

	/** Nobody waits for the same silence twice. */
	private bool $is_away = false;

	/** @var array<string, Problem|null> What was answered in this request, by verification. */
	private array $answers = array();

	public function __construct( private readonly Site_Api $service ) {}

	public function is_away(): bool {
		return $this->is_away;
	}

	/** Why it cannot be had now. Without an answer the reservation will tell. */
	public function problem( Grant $grant ): ?Problem {
		if ( ! array_key_exists( $grant->verification_id, $this->answers ) ) {
			$this->answers[ $grant->verification_id ] = $this->is_away ? null : $this->ask( $grant->verification_id );
		}

		return $this->answers[ $grant->verification_id ];
	}

	private function ask( string $verification_id ): ?Problem {
		try {
			$verification = $this->service->send( 'GET', '/v1/verifications/' . rawurlencode( $verification_id ), null, self::SECONDS );
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
