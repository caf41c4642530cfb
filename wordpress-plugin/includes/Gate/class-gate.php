<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * What stands at a place: whose members may pass (a policy's id, empty for nobody) and what strangers read.
 */
final class Gate {

	public function __construct(
		public readonly string $policy,
		public readonly string $label = '',
		public readonly string $teaser = '',
	) {}

	/** @param array<string, mixed> $attributes The block's attributes. */
	public static function from_attributes( array $attributes ): self {
		$text = static fn ( string $name ): string => is_string( $attributes[ $name ] ?? null ) ? trim( $attributes[ $name ] ) : '';

		return self::of_policy( $text( 'policy' ), $text( 'label' ), $text( 'teaser' ) );
	}

	/** A malformed policy id is a gate that nobody passes. */
	public static function of_policy( string $policy, string $label = '', string $teaser = '' ): self {
		return new self( Gate_Mark::is_policy_id( $policy ) ? $policy : '', $label, $teaser );
	}
}
