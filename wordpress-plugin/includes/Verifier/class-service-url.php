<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * The service's address as an admin types it: https, or http on this very machine.
 */
final class Service_Url {

	private const LOOPBACK = array( 'localhost', '127.0.0.1', '[::1]' );

	/** A name in ASCII or an IPv6 address; every program that reads it sees the same host. */
	private const HOST = '/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/D';

	/** The address without a slash at its end, or null when it is not one we would send a key to. */
	public static function parse( string $input ): ?string {
		$input = trim( $input );
		$parts = parse_url( $input );

		if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || preg_match( '/[\s\\\\\x00-\x1f\x7f]/', $input ) ) {
			return null;
		}

		if ( array_intersect_key( $parts, array_flip( array( 'user', 'pass', 'query', 'fragment' ) ) ) !== array() ) {
			return null;
		}

		$scheme = strtolower( $parts['scheme'] );
		$host   = strtolower( $parts['host'] );

		if ( 1 !== preg_match( self::HOST, $host ) ) {
			return null;
		}

		if ( 'https' !== $scheme && ! ( 'http' === $scheme && in_array( $host, self::LOOPBACK, true ) ) ) {
			return null;
		}

		return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ) . rtrim( $parts['path'] ?? '', '/' );
	}
}
