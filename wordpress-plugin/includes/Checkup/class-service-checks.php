<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Foreign_Answer;
use CoopCredentials\Verifier\Pairing;
use CoopCredentials\Verifier\Service_Url;
use CoopCredentials\Verifier\Site_Api;

/**
 * Asks the service who this site is. One call answers for the service, the key, the site's address and the clocks;
 * what could not be looked at because of an earlier fault is not in the list.
 */
final class Service_Checks {

	private const CLOCK_SECONDS = 60;

	public function __construct(
		private readonly Site_Api $service,
		private readonly Connection_Settings $settings,
		private readonly Pairing $pairing,
	) {}

	/** @return list<Check> */
	public function run( int $now ): array {
		$missing = $this->missing();

		if ( null !== $missing ) {
			return array( $missing );
		}

		try {
			$site = $this->service->site();
		} catch ( Foreign_Answer $problem ) {
			return array( self::not_ours( $problem->getMessage() ) );
		} catch ( Problem $problem ) {
			return $this->explain( $problem );
		}

		if ( ! is_string( $site['name'] ?? null ) || ! is_array( $site['service'] ?? null ) ) {
			return array( self::not_ours() );
		}

		$this->pairing->remember( $site );

		return $this->judge( $site, $now );
	}

	private function missing(): ?Check {
		$paste = __( 'Ask whoever runs the service for a code for connecting, and paste it.', 'coop-credentials' );

		if ( '' === trim( $this->settings->url() ) ) {
			return Check::bad( 'service', __( 'This site is not connected to a service yet.', 'coop-credentials' ), $paste );
		}

		if ( null === Service_Url::parse( $this->settings->url() ) ) {
			return Check::bad( 'service', __( 'The service’s address is not one that a key may be sent to.', 'coop-credentials' ), __( 'It must begin with https:// and name only a host and, where needed, a path.', 'coop-credentials' ), $this->settings->url() );
		}

		if ( ! $this->settings->has_key() ) {
			return Check::bad( 'key', __( 'This site has no key.', 'coop-credentials' ), $paste );
		}

		if ( $this->settings->key_is_of_another_service() ) {
			return Check::bad( 'key', __( 'This site’s key is of another service than the one that wp-config.php names.', 'coop-credentials' ), __( 'Set both COOP_CREDENTIALS_URL and COOP_CREDENTIALS_KEY in wp-config.php, or neither and pair.', 'coop-credentials' ) );
		}

		return $this->settings->key_is_lost()
			? Check::bad( 'key', __( 'The stored key can no longer be read, because this site’s salts have changed.', 'coop-credentials' ), $paste )
			: null;
	}

	/**
	 * @param array<string, mixed> $site
	 * @return list<Check>
	 */
	private function judge( array $site, int $now ): array {
		$checks = array(
			/* translators: %s: name of the service. */
			Check::good( 'service', sprintf( __( 'The service “%s” answers.', 'coop-credentials' ), self::text( $site['service']['name'] ?? '' ) ), $this->settings->url() ),
		);
		$wrong  = array();

		foreach ( is_array( $site['problems'] ?? null ) ? $site['problems'] : array() as $fault ) {
			if ( ! is_array( $fault ) || ! List_Checks::is_one( $fault ) ) {
				$problem = Problem::parse( is_array( $fault ) ? $fault : array(), 500 );
				$wrong[ $problem->problem_code ] = $problem->for_browser();
			}
		}

		/* translators: %s: name of this site at the service. */
		$checks[] = self::of_words( 'key', $wrong['key_ending'] ?? null ) ?? Check::good( 'key', sprintf( __( 'The service knows this site’s key, as “%s”.', 'coop-credentials' ), $site['name'] ) );
		$checks[] = Check::good( 'address', __( 'The service knows this site under its address.', 'coop-credentials' ), Connection_Settings::site_url() );
		$checks[] = self::clock( $site, $wrong['clock_differs'] ?? null, $now );

		foreach ( array_diff_key( $wrong, array_flip( array( 'key_ending', 'clock_differs' ) ) ) as $code => $words ) {
			$checks[] = self::of_words( (string) $code, $words );
		}

		return array( ...array_values( array_filter( $checks ) ), ...List_Checks::of( $site, $now ) );
	}

	/**
	 * @param array<string, mixed>      $site
	 * @param array<string, mixed>|null $told What the service says about our clock.
	 */
	private static function clock( array $site, ?array $told, int $now ): Check {
		$theirs  = is_string( $site['time'] ?? null ) ? strtotime( $site['time'] ) : false;
		$seconds = false === $theirs ? 0 : abs( $theirs - $now );

		if ( $seconds > self::CLOCK_SECONDS ) {
			/* translators: %d: number of seconds. */
			return Check::bad( 'clock', sprintf( __( 'The clocks of this site and of the service differ by %d seconds.', 'coop-credentials' ), $seconds ), __( 'Set the clock of the server that is wrong, and keep it set with an NTP service.', 'coop-credentials' ) );
		}

		return self::of_words( 'clock', $told ) ?? Check::good( 'clock', __( 'The clocks of this site and of the service agree.', 'coop-credentials' ) );
	}

	/** @return list<Check> */
	private function explain( Problem $problem ): array {
		$answers = Check::good( 'service', __( 'The service answers.', 'coop-credentials' ), $this->settings->url() );
		$words   = $problem->for_browser();

		return match ( $problem->problem_code ) {
			'service_unreachable'                  => array(
				Check::bad(
					'service',
					__( 'The service cannot be reached.', 'coop-credentials' ),
					__( 'Ask whoever runs the service whether it is up, and your host whether this server may call it.', 'coop-credentials' ),
					/* translators: %s: technical error message. */
					sprintf( __( 'The server said: %s', 'coop-credentials' ), $problem->getMessage() )
				),
			),
			'key_wrong', 'key_missing', 'key_ended' => array(
				$answers,
				Check::bad( 'key', __( 'The service does not know this site’s key.', 'coop-credentials' ), __( 'Ask whoever runs the service for a new code for connecting, and paste it.', 'coop-credentials' ), $words['what'] ),
			),
			'site_moved'                           => array( $answers, $this->moved( $problem ) ),
			'rate_limited', 'service_busy'         => array( Check::warning( 'service', __( 'The service has too much to do just now.', 'coop-credentials' ), __( 'Look again in a minute.', 'coop-credentials' ) ) ),
			/* translators: %s: short code of the error. */
			default                                => array( Check::bad( 'service', $words['what'], $words['next'], sprintf( __( 'Code: %s', 'coop-credentials' ), $problem->problem_code ) ) ),
		};
	}

	private function moved( Problem $problem ): Check {
		$registered = $problem->params['registered'] ?? null;

		return Check::bad(
			'address',
			is_string( $registered )
				/* translators: 1: address of this site, 2: another address. */
				? sprintf( __( 'This site is at %1$s, and its key belongs to the one at %2$s.', 'coop-credentials' ), Connection_Settings::site_url(), $registered )
				/* translators: %s: address of this site. */
				: sprintf( __( 'This site is at %s, and its key belongs to one at another address.', 'coop-credentials' ), Connection_Settings::site_url() ),
			__( 'Has the site moved? Ask whoever runs the service to enter the new address, and for a new code. Is this a copy, for trying things? Then disconnect it here, or ask for a code of its own, so that it spends nothing of the real one.', 'coop-credentials' )
		);
	}

	private static function not_ours( string $detail = '' ): Check {
		return Check::bad( 'service', __( 'Something answered at this address, but not a service of ours.', 'coop-credentials' ), __( 'Check the address with whoever runs the service; a firewall or a log-in page may stand before it.', 'coop-credentials' ), $detail );
	}

	/** @param array<string, mixed>|null $words A problem for people. */
	private static function of_words( string $id, ?array $words ): ?Check {
		return null === $words ? null : Check::warning( $id, (string) $words['what'], (string) $words['next'] );
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
