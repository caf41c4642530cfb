<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Problem\Site_Problem;

/**
 * A pairing code for a key. Reading a code sends nothing; pairing does, once somebody has confirmed to whom.
 */
final class Pairing {

	/** When another site is meant from now on: what was kept of the former one, such as a place in its feed, is stale. */
	public const CHANGED = 'coop_credentials_connection_changed';

	public function __construct(
		private readonly Connection_Settings $settings,
		private readonly Site_Api $service,
	) {}

	/** @throws Problem When it is no code, or one that cannot be used here. */
	public function read( string $pasted ): Pairing_Code {
		$code = Pairing_Code::parse( $pasted ) ?? throw new Problem( 'pairing_code_wrong', 422 );

		if ( $this->settings->key_is_constant() ) {
			throw new Site_Problem(
				'connection_in_config',
				409,
				__( 'This site’s key is in wp-config.php, so a code would not be used.', 'coop-credentials' ),
				__( 'Take COOP_CREDENTIALS_KEY out of wp-config.php, then pair.', 'coop-credentials' )
			);
		}

		if ( $this->settings->url_is_constant() && Service_Url::parse( $this->settings->url() ) !== $code->url ) {
			throw new Site_Problem(
				'connection_in_config',
				409,
				__( 'wp-config.php names another service than this code.', 'coop-credentials' ),
				__( 'Take COOP_CREDENTIALS_URL out of wp-config.php, or ask for a code of the service that it names.', 'coop-credentials' )
			);
		}

		return $code;
	}

	/** @throws Problem When the service does not take the code; then it is as before. */
	public function pair( string $pasted ): void {
		$code   = $this->read( $pasted );
		$json   = Service_Call::send( 'POST', "$code->url/v1/pair", array( 'Coop-Site-Url' => Connection_Settings::site_url() ), array( 'code' => $code->code ) );
		$paired = json_decode( $json, true );
		$key    = $paired['key'] ?? null;
		$id     = $paired['id'] ?? null;

		if ( ! is_string( $key ) || 1 !== preg_match( '/^[A-Za-z0-9_.-]{1,200}$/D', $key ) || ! is_string( $id ) || '' === $id ) {
			throw new Foreign_Answer( 200 );
		}

		$former = $this->settings->about()['siteId'];
		$this->settings->store( $code->url, $key, array( 'siteId' => $id, 'serviceName' => self::text( $paired['service']['name'] ?? null ) ) );

		if ( $former !== $id ) {
			do_action( self::CHANGED );
		}

		try {
			$this->remember( $this->service->site() );
		} catch ( Problem ) {
			return; // The self-test says what it is.
		}
	}

	public function end(): void {
		if ( $this->settings->key_is_constant() ) {
			throw new Site_Problem(
				'connection_in_config',
				409,
				__( 'This site’s key is in wp-config.php.', 'coop-credentials' ),
				__( 'Take COOP_CREDENTIALS_KEY out of wp-config.php.', 'coop-credentials' )
			);
		}

		$this->settings->forget();
		do_action( self::CHANGED );
	}

	/** @param array<string, mixed> $site The service's answer to who this site is. */
	public function remember( array $site ): void {
		$this->settings->remember(
			array(
				'siteId'      => self::text( $site['id'] ?? null ),
				'siteName'    => self::text( $site['name'] ?? null ),
				'serviceName' => self::text( $site['service']['name'] ?? null ),
			)
		);
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? mb_substr( $value, 0, 300 ) : '';
	}
}
