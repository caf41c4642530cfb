<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

use CoopCredentials\Feed\Position;
use CoopCredentials\Verifier\Connection_Settings;

/**
 * What has to be right on this site: https, and that its cron runs.
 */
final class Site_Checks {

	private const LATE_SECONDS = HOUR_IN_SECONDS;

	public function __construct( private readonly Connection_Settings $settings ) {}

	/** @return list<Check> */
	public function run( int $now ): array {
		return array_values( array_filter( array( $this->https(), $this->cron( $now ) ) ) );
	}

	private function https(): Check {
		$home = Connection_Settings::site_url();
		$host = (string) wp_parse_url( $home, PHP_URL_HOST );

		if ( 'https' === wp_parse_url( $home, PHP_URL_SCHEME ) ) {
			return Check::good( 'https', __( 'This site is reached by https.', 'coop-credentials' ) );
		}

		if ( 'localhost' === $host || str_ends_with( $host, '.localhost' ) || in_array( $host, array( '127.0.0.1', '[::1]' ), true ) ) {
			return Check::good( 'https', __( 'This site is on this very machine, so it needs no https.', 'coop-credentials' ), $home );
		}

		return Check::bad( 'https', __( 'This site’s address begins with http://, so anybody on the way can read along and let themselves in.', 'coop-credentials' ), __( 'Get a certificate, then change both addresses under Settings, General, to https://.', 'coop-credentials' ), $home );
	}

	/** What ends at the service has to end here: that is read by cron. */
	private function cron( int $now ): ?Check {
		if ( null === $this->settings->connection() ) {
			return null;
		}

		$read_at = Position::stored()->read_at;
		$cure    = defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON
			? __( 'WordPress’ cron is switched off in wp-config.php (DISABLE_WP_CRON). Let the server’s own cron call wp-cron.php every five minutes.', 'coop-credentials' )
			: __( 'WordPress’ cron runs when somebody visits. On a quiet site, let the server’s own cron call wp-cron.php every five minutes; if it should run already, ask your host whether the site may call itself.', 'coop-credentials' );

		if ( 0 === $read_at ) {
			return Check::warning( 'cron', __( 'What ends at the service has not been read here yet.', 'coop-credentials' ), __( 'That is normal for the first minutes. Look again later.', 'coop-credentials' ) . ' ' . $cure );
		}

		if ( $now - $read_at > self::LATE_SECONDS ) {
			/* translators: %s: a length of time, such as "3 hours". */
			return Check::bad( 'cron', sprintf( __( 'Memberships that ended were last looked for %s ago, so somebody may still be in who should not.', 'coop-credentials' ), human_time_diff( $read_at, $now ) ), $cure );
		}

		/* translators: %s: a length of time, such as "3 minutes". */
		return Check::good( 'cron', sprintf( __( 'Memberships that ended were last looked for %s ago.', 'coop-credentials' ), human_time_diff( $read_at, $now ) ) );
	}
}
