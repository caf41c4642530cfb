<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

/**
 * Addresses that a list names: only those of web pages are ever linked.
 */
final class Web_Address {

	private const LONGEST = 2048;

	/** The address, or an empty text for one that is none of a web page. */
	public static function parse( mixed $url ): string {
		if ( ! is_string( $url ) || strlen( $url ) > self::LONGEST || 1 !== preg_match( '~^https?://[^\s/?#@\\\\]+(?:[/?#]|$)~i', $url ) ) {
			return '';
		}

		return esc_url_raw( $url, array( 'http', 'https' ) );
	}

	/** Where a co-op is found on the web by its DID: `did:web:coop.example` is at `coop.example`; empty for any other. */
	public static function of_did( string $did ): string {
		return 1 === preg_match( '/^did:web:([A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?)$/iD', $did, $parts ) ? rawurldecode( $parts[1] ) : '';
	}

	/** What people call an address: its host. */
	public static function host( string $url ): string {
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );

		return str_starts_with( $host, 'www.' ) ? substr( $host, 4 ) : $host;
	}
}
