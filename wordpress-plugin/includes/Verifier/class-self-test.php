<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;

/**
 * Asks the service who this site is, and says in words what is wrong and what to do about it.
 */
final class Self_Test {

	private const CLOCK_SECONDS = 60;

	public function __construct(
		private readonly Site_Api $service,
		private readonly Connection_Settings $settings,
	) {}

	/** @return array{ok: bool, said: list<string>} One sentence a line; the first says whether it works. */
	public function run( int $now ): array {
		$missing = $this->missing();

		if ( null !== $missing ) {
			return self::failed( $missing );
		}

		try {
			return $this->judge( $this->service->site(), $now );
		} catch ( Foreign_Answer $problem ) {
			return self::failed( self::not_ours(), $problem->getMessage() );
		} catch ( Problem $problem ) {
			return self::failed( ...$this->explain( $problem ) );
		}
	}

	private function missing(): ?string {
		if ( '' === trim( $this->settings->url() ) ) {
			return __( 'The service’s address is missing. Ask who runs the service for it.', 'coop-credentials' );
		}

		if ( null === Service_Url::parse( $this->settings->url() ) ) {
			return __( 'The service’s address must begin with https:// and name only a host and, where needed, a path.', 'coop-credentials' );
		}

		if ( ! $this->settings->has_key() ) {
			return __( 'This site’s key is missing. Ask who runs the service for it, and paste it below.', 'coop-credentials' );
		}

		return $this->settings->key_is_lost()
			? __( 'The stored key can no longer be read, because this site’s salts have changed. Paste the key again.', 'coop-credentials' )
			: null;
	}

	/**
	 * @param array<string, mixed> $site
	 * @return array{ok: bool, said: list<string>}
	 */
	private function judge( array $site, int $now ): array {
		$name = $site['name'] ?? null;

		if ( ! is_string( $name ) || ! is_array( $site['service'] ?? null ) ) {
			return self::failed( self::not_ours() );
		}

		/* translators: 1: name of this site at the service, 2: name of the service. */
		$said  = array( sprintf( __( 'Connected. The service “%2$s” knows this site as “%1$s”.', 'coop-credentials' ), $name, self::text( $site['service']['name'] ?? '' ) ) );
		$clock = is_string( $site['time'] ?? null ) ? strtotime( $site['time'] ) : false;
		$wrong = array_map( array( self::class, 'fault' ), is_array( $site['problems'] ?? null ) ? $site['problems'] : array() );

		if ( false !== $clock && abs( $clock - $now ) > self::CLOCK_SECONDS ) {
			/* translators: %d: number of seconds. */
			$wrong[] = sprintf( __( 'The clocks of this site and of the service differ by %d seconds. Set this server’s clock.', 'coop-credentials' ), abs( $clock - $now ) );
		}

		return array(
			'ok'   => array() === $wrong,
			'said' => array( ...$said, ...array_values( array_filter( $wrong ) ) ),
		);
	}

	/** @return list<string> */
	private function explain( Problem $problem ): array {
		$words = $problem->for_browser();

		return match ( $problem->problem_code ) {
			'service_unreachable' => array(
				__( 'The service cannot be reached. Check the address; if it is right, ask who runs the service whether it is up, and your host whether this server may call it.', 'coop-credentials' ),
				/* translators: %s: technical error message. */
				sprintf( __( 'The server said: %s', 'coop-credentials' ), $problem->getMessage() ),
			),
			'key_wrong', 'key_missing' => array(
				__( 'The service does not know this key. Paste it again, without spaces before or after; if it stays wrong, ask who runs the service for a new one.', 'coop-credentials' ),
			),
			'site_moved' => array(
				/* translators: %s: address of this site. */
				sprintf( __( 'This key belongs to a site at another address than %s. If this site has moved or is a copy, ask who runs the service for a key of its own.', 'coop-credentials' ), home_url() ),
			),
			/* translators: %s: short code of the error. */
			default => array( $words['what'] . ' ' . $words['next'], sprintf( __( 'Code: %s', 'coop-credentials' ), $problem->problem_code ) ),
		};
	}

	/** @return array{ok: bool, said: list<string>} */
	private static function failed( string ...$said ): array {
		return array(
			'ok'   => false,
			'said' => array_values( $said ),
		);
	}

	private static function not_ours(): string {
		return __( 'Something answered at this address, but not a service of ours. Check the address.', 'coop-credentials' );
	}

	private static function fault( mixed $problem ): string {
		if ( ! is_array( $problem ) ) {
			return self::text( $problem );
		}

		$words = Problem::parse( $problem, 500 )->for_browser();

		return $words['what'] . ' ' . $words['next'];
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
