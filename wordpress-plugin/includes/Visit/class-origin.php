<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

/**
 * Scheme, host and port of an address, for comparing what a browser sends with what this site is.
 */
final class Origin {

	private const PORTS = array(
		'http'  => 80,
		'https' => 443,
	);

	/** The origin as a browser writes it, or null for what is no web address. */
	public static function of( string $url ): ?string {
		$parts = parse_url( $url );

		if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || isset( $parts['user'] ) || preg_match( '/[\s\\\\]/', $url ) ) {
			return null;
		}

		$scheme = strtolower( $parts['scheme'] );

		if ( ! isset( self::PORTS[ $scheme ] ) ) {
			return null;
		}

		$port = $parts['port'] ?? self::PORTS[ $scheme ];

		return $scheme . '://' . strtolower( $parts['host'] ) . ( self::PORTS[ $scheme ] === $port ? '' : ":$port" );
	}

	/** An address of this site without its fragment; its front page for any other address. */
	public static function return_url( mixed $url, string $home_url ): string {
		if ( ! is_string( $url ) || strlen( $url ) > 2000 || null === self::of( $url ) || self::of( $url ) !== self::of( $home_url ) ) {
			return $home_url;
		}

		return explode( '#', $url, 2 )[0];
	}
}
