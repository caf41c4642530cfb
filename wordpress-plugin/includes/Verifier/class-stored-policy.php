<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * A policy as the service keeps it. The document stays JSON: in PHP an empty object and an empty list are the same.
 */
final class Stored_Policy {

	public function __construct(
		public readonly int $version,
		public readonly string $document,
	) {}

	/** @throws Foreign_Answer When it is not what a service of ours says. */
	public static function from_json( string $json ): self {
		$stored = json_decode( $json );

		if ( ! is_object( $stored ) || ! is_int( $stored->version ?? null ) || ! is_object( $stored->policy ?? null ) ) {
			throw new Foreign_Answer( 200 );
		}

		return new self( $stored->version, (string) wp_json_encode( $stored->policy, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) );
	}
}
