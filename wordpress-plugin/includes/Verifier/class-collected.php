<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Presentation_Request;
use DateTimeImmutable;
use DateTimeZone;
use Exception;

/**
 * Reads what the service answered to `collect`. This site judges no credential; it checks that the
 * answer is for the very request it opened, and what it grants.
 */
final class Collected {

	/**
	 * @param array<string, mixed> $answer
	 * @return Grant|Problem The grant, or why there is none.
	 * @throws Problem When the answer is not for this request, or cannot be read.
	 */
	public static function read( array $answer, Presentation_Request $request, DateTimeImmutable $now ): Grant|Problem {
		if ( ( $answer['id'] ?? null ) !== $request->request_id || ( $answer['subject'] ?? null ) !== $request->subject ) {
			throw new Problem( 'internal_error', 502, array(), 'the answer belongs to another request' );
		}

		if ( 'rejected' === ( $answer['state'] ?? null ) ) {
			return Problem::parse( is_array( $answer['problem'] ?? null ) ? $answer['problem'] : array(), 422 );
		}

		$verification = $answer['verification'] ?? null;

		if ( 'accepted' !== ( $answer['state'] ?? null ) || ! is_array( $verification ) ) {
			throw new Problem( 'internal_error', 502, array(), 'the answer has no verification' );
		}

		if ( ( $verification['policy']['id'] ?? null ) !== $request->policy ) {
			throw new Problem( 'internal_error', 502, array(), 'the answer is for another policy' );
		}

		// Accepted when it was answered; it may have ended before we came for it.
		if ( 'live' !== ( $verification['state'] ?? null ) ) {
			$why = is_array( $verification['problem'] ?? null ) ? $verification['problem'] : array();

			return Problem::has_code( $why ) ? Problem::parse( $why, 409 ) : new Problem( 'verification_ended', 409 );
		}

		$until = self::time( $verification['grantUntil'] ?? null );

		if ( null === $until || $until <= $now ) {
			throw new Problem( 'internal_error', 502, array(), 'the grant has no end in the future' );
		}

		return new Grant(
			self::id( $verification['id'] ?? null ),
			$request->policy,
			$request->visitor,
			self::id( $verification['holder'] ?? null ),
			self::reason( $verification['credentials'] ?? null ),
			$until,
			self::short( self::issuer( $verification['credentials'] ?? null )['id'] ?? '', 255 ),
			self::short( self::issuer( $verification['credentials'] ?? null )['name'] ?? '', 500 ),
			is_int( $verification['policy']['version'] ?? null ) ? $verification['policy']['version'] : 0
		);
	}

	private static function id( mixed $value ): string {
		return is_string( $value ) && 1 === preg_match( '/^[\w.:-]{1,64}$/D', $value )
			? $value
			: throw new Problem( 'internal_error', 502, array(), 'an id of the answer is malformed' );
	}

	/** One sentence of the first credential, or the name of the co-op that the service recognised. */
	private static function reason( mixed $credentials ): string {
		$reason = is_array( $credentials ) && is_array( $credentials[0] ?? null ) ? $credentials[0]['reason'] ?? null : null;

		return self::short( $reason ?? self::issuer( $credentials )['name'] ?? '', 500 );
	}

	/** @return array<mixed> The issuer of the first credential, by the name that the policy gives it. */
	private static function issuer( mixed $credentials ): array {
		$issuer = is_array( $credentials ) && is_array( $credentials[0] ?? null ) ? $credentials[0]['issuer'] ?? null : null;

		return is_array( $issuer ) ? $issuer : array();
	}

	private static function short( mixed $text, int $length ): string {
		return is_string( $text ) ? mb_substr( $text, 0, $length ) : '';
	}

	private static function time( mixed $value ): ?DateTimeImmutable {
		if ( ! is_string( $value ) || 1 !== preg_match( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/D', $value ) ) {
			return null;
		}

		try {
			return ( new DateTimeImmutable( $value ) )->setTimezone( new DateTimeZone( 'UTC' ) );
		} catch ( Exception ) {
			return null;
		}
	}
}
