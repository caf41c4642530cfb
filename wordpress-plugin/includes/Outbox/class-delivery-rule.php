<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Foreign_Answer;

/**
 * Whether a call that failed is worth another try, and when.
 */
final class Delivery_Rule {

	/** What somebody can set right, after which the same call works. */
	private const CURABLE = array( 'key_missing', 'key_wrong', 'site_moved', 'site_url_missing', 'site_not_connected', 'rate_limited', 'service_unreachable', 'answer_in_progress' );

	private const FIRST_DELAY   = 30;
	private const LONGEST_DELAY = 3600;

	/** An answer that another server gave says nothing about the call; nor does a fault of the service. */
	public static function is_final( Problem $problem ): bool {
		return ! $problem instanceof Foreign_Answer
			&& ! in_array( $problem->problem_code, self::CURABLE, true )
			&& $problem->http_status() < 500;
	}

	/** The service itself is away or does not know us: the other entries would only meet the same. */
	public static function concerns_all( Problem $problem ): bool {
		return $problem instanceof Foreign_Answer || in_array( $problem->problem_code, self::CURABLE, true );
	}

	/** Seconds until the next try: half a minute, twice as long each time, at most an hour. */
	public static function delay( int $attempts ): int {
		return (int) min( self::LONGEST_DELAY, self::FIRST_DELAY * 2 ** min( max( 0, $attempts - 1 ), 10 ) );
	}
}
