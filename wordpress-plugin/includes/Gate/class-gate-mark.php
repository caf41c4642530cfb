<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Names a gate in the page: its policy with a short signature, the same for every visitor.
 *
 * It lets a visitor ask only for what this site has put behind a gate, without a lookup.
 */
final class Gate_Mark {

	private const POLICY = '/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/D';

	/** The same for a REST schema, or nothing. */
	public const SCHEMA_PATTERN = '^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$';

	public function __construct( private readonly string $secret ) {}

	public static function is_policy_id( string $policy ): bool {
		return 1 === preg_match( self::POLICY, $policy );
	}

	public function of( string $policy ): string {
		return $policy . '~' . $this->signature( $policy );
	}

	/** The policy of a mark, or null when this site did not make it. */
	public function policy( mixed $mark ): ?string {
		if ( ! is_string( $mark ) || ! str_contains( $mark, '~' ) ) {
			return null;
		}

		list( $policy, $signature ) = explode( '~', $mark, 2 );

		return self::is_policy_id( $policy ) && hash_equals( $this->signature( $policy ), $signature ) ? $policy : null;
	}

	private function signature( string $policy ): string {
		return substr( hash_hmac( 'sha256', 'gate|' . $policy, $this->secret ), 0, 20 );
	}
}
