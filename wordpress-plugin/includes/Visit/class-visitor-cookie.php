<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

use Closure;
use DateTimeImmutable;

/**
 * The random cookie that says "the same browser as before", set by a click and never before.
 *
 * Its name begins `wp-postpass_`, which page caches pass by already. Only its SHA-256 is stored.
 *
 * Each click makes a new value and keeps the one before it behind a dot. So nothing is lost when the answer to a
 * click never arrives, when two clicks cross, or when an answer to the value before is still under way.
 */
final class Visitor_Cookie {

	private const FORM = '/^[A-Za-z0-9_-]{43}(?:\.[A-Za-z0-9_-]{43})?$/D';

	/** @param Closure(string, string, array<string, mixed>): mixed $send Like setcookie(). */
	public function __construct(
		private readonly string $name,
		private readonly array $scope,
		private readonly Closure $send,
	) {}

	public static function for_this_site(): self {
		return new self(
			// Sites of a network may share paths and COOKIEHASH, and each has grants of its own.
			'wp-postpass_coop_' . ( is_multisite() ? get_current_blog_id() . '_' : '' ) . COOKIEHASH,
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
		return $this->visitors()[0] ?? null;
	}

	/**
	 * The visitor's hash and the one before it: grants and requests of both are this browser's.
	 *
	 * @return list<string>
	 */
	public function visitors(): array {
		return array_map( static fn ( string $value ): string => hash( 'sha256', $value ), $this->values() );
	}

	/** Gives the browser a new value and returns its hash: nobody who planted the value before knows it. */
	public function renew( DateTimeImmutable $until ): string {
		$value = rtrim( strtr( base64_encode( random_bytes( 32 ) ), '+/', '-_' ), '=' );
		$this->set( implode( '.', array( $value, ...array_slice( $this->values(), 0, 1 ) ) ), $until );

		return hash( 'sha256', $value );
	}

	/** Keeps the value for longer. */
	public function extend( DateTimeImmutable $until ): void {
		if ( array() !== $this->values() ) {
			$this->set( implode( '.', $this->values() ), $until );
		}
	}

	public function clear(): void {
		$this->set( '', new DateTimeImmutable( '@1' ) );
	}

	/** @return list<string> */
	private function values(): array {
		$value = $_COOKIE[ $this->name ] ?? null; // phpcs:ignore -- Hashed, and compared with hashes only.

		return is_string( $value ) && 1 === preg_match( self::FORM, $value ) ? explode( '.', $value ) : array();
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
