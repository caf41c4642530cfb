<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * What whoever runs a service hands out: its address, `#` and a secret that works once.
 *
 * The address is there to be read by a person before anything is sent to it. So it is plain ASCII: no letter of
 * another alphabet can pass for one of a known name.
 */
final class Pairing_Code {

	private const FORM = '/^(https?:\/\/[\x21\x22\x24-\x7E]+)#[A-Za-z0-9_-]{22}$/D';

	private function __construct(
		public readonly string $code,
		public readonly string $url,
	) {}

	/** The code as it was pasted, or null when it is none, or names an address that we send nothing to. */
	public static function parse( string $pasted ): ?self {
		$code = trim( $pasted );

		if ( strlen( $code ) > 500 || 1 !== preg_match( self::FORM, $code, $parts ) ) {
			return null;
		}

		$url = Service_Url::parse( $parts[1] );

		return null === $url ? null : new self( $code, $url );
	}

	/** Host and, where it has one, port: what a person confirms. */
	public function host(): string {
		return (string) parse_url( $this->url, PHP_URL_HOST ) . ( null === parse_url( $this->url, PHP_URL_PORT ) ? '' : ':' . parse_url( $this->url, PHP_URL_PORT ) );
	}
}
