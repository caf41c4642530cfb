<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use SodiumException;

/**
 * Seals the service's key before it goes into the database, so that a copy of the database is not a copy of the key.
 */
final class Secret_Box {

	private readonly string $key;

	/** @param string $secret Anything long and secret that is not in the database: a constant or WordPress' salts. */
	public function __construct( string $secret ) {
		$this->key = hash_hmac( 'sha256', 'coop-credentials service key', $secret, true );
	}

	public function seal( string $text ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );

		return base64_encode( $nonce . sodium_crypto_secretbox( $text, $nonce, $this->key ) );
	}

	/** What was sealed, or null when it was altered or the secret has changed since. */
	public function open( string $sealed ): ?string {
		$bytes = base64_decode( $sealed, true );

		if ( false === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return null;
		}

		try {
			$text = sodium_crypto_secretbox_open(
				substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
				substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
				$this->key
			);
		} catch ( SodiumException ) {
			return null;
		}

		return false === $text ? null : $text;
	}
}
