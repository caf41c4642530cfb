<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

use Closure;
use DateTimeImmutable;

/**
 * The random cookie that says "the same browser as before", set by a click and never before.
 *
 * Its name begins `wp-postpass_`, which page caches pass by already. Only its SHA-256 is stored.
 */
final class Visitor_Cookie {

	/** @param Closure(string, string, array<string, mixed>): mixed $send Like setcookie(). */
	public function __construct(
		private readonly string $name,
		private readonly array $scope,
		private readonly Closure $send,
	) {}

	public static function for_this_site(): self {
		return new self(
			'wp-postpass_coop_' . COOKIEHASH,
			array(
				'path'   => COOKIEPATH,
				'domain' => (string) COOKIE_DOMAIN,
				'secure' => is_ssl(),
			),
			static fn ( string $name, string $value, array $options ) => setcookie( $name, $value, $options )
		);
	}

	/** The visitor's hash, or null for a stranger. */
	public function visitor(): ?string {
		$value = $_COOKIE[ $this->name ] ?? null; // phpcs:ignore -- Hashed, and compared with hashes only.

		return is_string( $value ) && 1 === preg_match( '/^[A-Za-z0-9_-]{43}$/D', $value ) ? hash( 'sha256', $value ) : null;
	}

	/** Gives the browser a new value and returns its hash. A value planted by somebody else ends here. */
	public function renew( DateTimeImmutable $until ): string {
		$value = rtrim( strtr( base64_encode( random_bytes( 32 ) ), '+/', '-_' ), '=' );
		$this->set( $value, $until );

		return hash( 'sha256', $value );
	}

	/** Keeps the value for longer. */
	public function extend( DateTimeImmutable $until ): void {
		if ( null !== $this->visitor() ) {
			$this->set( $_COOKIE[ $this->name ], $until ); // phpcs:ignore -- Its form was checked by visitor().
		}
	}

	public function clear(): void {
		$this->set( '', new DateTimeImmutable( '@1' ) );
	}

	private function set( string $value, DateTimeImmutable $until ): void {
		$_COOKIE[ $this->name ] = $value;

		( $this->send )(
			$this->name,
			$value,
			array(
				...$this->scope,
				'expires'  => $until->getTimestamp(),
				'httponly' => true,
				'samesite' => 'Lax',
			)
		);
	}
}
