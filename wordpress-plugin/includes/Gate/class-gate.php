<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * What an editor set on a gate: whose members may pass (a policy's id) and what strangers read.
 */
final class Gate {

	private function __construct(
		public readonly string $policy,
		public readonly string $label,
		public readonly string $teaser,
	) {}

	/** @param array<string, mixed> $attributes The block's attributes; a malformed policy id counts as none. */
	public static function from_attributes( array $attributes ): self {
		$text   = static fn ( string $name ): string => is_string( $attributes[ $name ] ?? null ) ? trim( $attributes[ $name ] ) : '';
		$policy = $text( 'policy' );

		return new self( Gate_Mark::is_policy_id( $policy ) ? $policy : '', $text( 'label' ), $text( 'teaser' ) );
	}
}
