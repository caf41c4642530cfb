<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

use CoopCredentials\Problem\Problem;

/**
 * A limit of calls a minute from one address, with headroom for a household or an office behind it. The service has its own.
 *
 * A forged Origin costs a script nothing, so the address is all there is to count by: behind a proxy that passes
 * every visitor on under its own address, one script could use up everybody's calls. The two filters are for that.
 */
final class Rate_Limit {

	private const PER_MINUTE = 300;
	private const WINDOW     = 60;
	private const NAME       = 'coop_credentials_rate_';

	/** @throws Problem When there were too many; `retryAfter` says in how many seconds there is room again. */
	public function count( string $address, int $now ): void {
		/** Filters the address that calls are counted by. Return the visitor's own when a proxy that you trust names it. */
		$address = (string) apply_filters( 'coop_credentials_visitor_address', $address );
		/** Filters how many calls a minute one address may make. */
		$limit = (int) apply_filters( 'coop_credentials_rate_limit', self::PER_MINUTE );
		$slot  = self::NAME . substr( wp_hash( $address . '|' . intdiv( $now, self::WINDOW ) ), 0, 20 );

		if ( $this->calls( $slot, $now ) > $limit ) {
			throw new Problem( 'rate_limited', 0, array( 'retryAfter' => self::WINDOW - $now % self::WINDOW ) );
		}
	}

	/** Counts in one step, so that calls at the same moment all count. A failing count stops nobody. */
	private function calls( string $slot, int $now ): int {
		if ( wp_using_ext_object_cache() ) {
			wp_cache_add( $slot, 0, 'coop_credentials', 2 * self::WINDOW );

			return (int) wp_cache_incr( $slot, 1, 'coop_credentials' );
		}

		return $this->calls_in_database( $slot, $now );
	}

	/** Written as a transient is, so that WordPress sweeps it away. */
	private function calls_in_database( string $slot, int $now ): int {
		global $wpdb;

		$insert  = "INSERT INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off') ON DUPLICATE KEY UPDATE option_value = ";
		$changed = $wpdb->query( $wpdb->prepare( $insert . 'LAST_INSERT_ID(option_value + 1)', $wpdb->options, "_transient_$slot", '1' ) ); // phpcs:ignore -- No variable but the table and values.

		if ( 1 === $changed ) {
			$wpdb->query( $wpdb->prepare( $insert . 'option_value', $wpdb->options, "_transient_timeout_$slot", (string) ( $now + 2 * self::WINDOW ) ) ); // phpcs:ignore -- As above.

			return 1;
		}

		return false === $changed ? 0 : (int) $wpdb->insert_id;
	}
}
