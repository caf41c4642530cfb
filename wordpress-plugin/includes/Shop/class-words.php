<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Problem\Problem;

/**
 * A problem in the words of the table, with its dates as this site writes them.
 */
final class Words {

	private const MOMENT = '/^\d{4}-\d\d-\d\dT\d\d:\d\d/';

	/** @return array{what: string, next: string} */
	public static function of( Problem $problem ): array {
		$params = array_map( array( self::class, 'readable' ), $problem->params );
		$words  = ( new Problem( $problem->problem_code, $problem->status, $params ) )->for_browser();
		$next   = (string) $words['next'];

		if ( 1 === preg_match( '/\{\w+\}/', $next ) ) {
			$next = 'limit_reached' === $problem->problem_code ? __( 'You can use it again when the next period begins.', 'coop-credentials' ) : '';
		}

		return array(
			'what' => (string) $words['what'],
			'next' => $next,
		);
	}

	private static function readable( string|int|float $value ): string|int|float {
		$moment = is_string( $value ) && 1 === preg_match( self::MOMENT, $value ) ? strtotime( $value ) : false;

		return false === $moment ? $value : (string) wp_date( (string) get_option( 'date_format', 'Y-m-d' ), $moment );
	}
}
