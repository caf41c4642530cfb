<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * `[coop_gate gate="members-lounge"]…[/coop_gate]` for classic themes and editors.
 */
final class Gate_Shortcode {

	public const NAME = 'coop_gate';

	public function __construct(
		private readonly Gate_Keeper $keeper,
		private readonly Front_Assets $assets,
	) {}

	public function hook(): void {
		add_shortcode( self::NAME, array( $this, 'render' ) );
	}

	/** @param array<string, string>|string $attributes */
	public function render( array|string $attributes, ?string $content = null ): string {
		$this->assets->need();

		return $this->keeper->html( self::gate( $attributes ), static fn (): string => do_shortcode( shortcode_unautop( $content ?? '' ) ), Place::Shortcode );
	}

	/** @param array<string, string>|string $attributes As WordPress parsed them. */
	public static function gate( array|string $attributes ): Gate {
		$attributes = is_array( $attributes ) ? $attributes : array();

		return Gate::from_attributes( array( 'policy' => $attributes['gate'] ?? '' ) + $attributes );
	}
}
