<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

/**
 * A modest limit of calls a minute from one address, counted in a transient. The service has its own.
 */
final class Rate_Limit {

	private const PER_MINUTE = 60;

	/** Counts this call; false when there were too many. */
	public function allows( string $address ): bool {
		/** Filters how many calls a minute one address may make (a proxy in front makes all visitors one address). */
		$limit = (int) apply_filters( 'coop_credentials_rate_limit', self::PER_MINUTE );
		$slot  = 'coop_credentials_rate_' . substr( wp_hash( $address . '|' . intdiv( time(), 60 ) ), 0, 20 );
		$calls = (int) get_transient( $slot ) + 1;

		set_transient( $slot, $calls, 2 * MINUTE_IN_SECONDS );

		return $calls <= $limit;
	}
}
