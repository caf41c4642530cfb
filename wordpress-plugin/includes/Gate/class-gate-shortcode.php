<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * `[coop_gate gate="members-lounge"]…[/coop_gate]` for classic themes and editors.
 *
 * WordPress ends a shortcode at the first end tag, so of one inside another it would leave what follows open. Hence
 * the inner ones get another name until the outer one is open, and with ends that do not match, the outer one ends
 * at the last.
 */
final class Gate_Shortcode {

	public const NAME = 'coop_gate';

	private const INNER = 'coop_gate_inside';

	/** Where content comes by on its way to being run as shortcodes. */
	private const CONTENT = array( 'the_content', 'widget_text', 'widget_text_content', 'widget_block_content', 'woocommerce_short_description' );

	public function __construct(
		private readonly Gate_Keeper $keeper,
		private readonly Front_Assets $assets,
	) {}

	public function hook(): void {
		add_shortcode( self::NAME, array( $this, 'render' ) );

		foreach ( self::CONTENT as $filter ) {
			add_filter( $filter, static fn ( mixed $content ): mixed => is_string( $content ) ? self::apart( $content ) : $content );
		}
	}

	/** @param array<string, string>|string $attributes */
	public function render( array|string $attributes, ?string $content = null ): string {
		$this->assets->need();

		return $this->keeper->html( self::gate( $attributes ), static fn (): string => do_shortcode( shortcode_unautop( self::inside( $content ?? '' ) ) ), Place::Shortcode );
	}

	/** @param array<string, string>|string $attributes As WordPress parsed them. */
	public static function gate( array|string $attributes ): Gate {
		$attributes = is_array( $attributes ) ? $attributes : array();

		return Gate::from_attributes( array( 'policy' => $attributes['gate'] ?? '' ) + $attributes );
	}

	/** The same content, with each gate that stands inside another under another name. */
	public static function apart( string $content ): string {
		$name = self::NAME . '(?![\w-])';
		$read = "\[\[$name(?:[^\]]*\]\]|[^\]]*\](?:(?!\[\/?$name).)*+\[\/$name\]\])(*SKIP)(*FAIL)"; // [[coop_gate]] is written to be read.

		if ( ! str_contains( $content, '[' . self::NAME ) || 2 > preg_match_all( "/$read|\[(\/?)$name([^\]\/]*(?:\/(?!\])[^\]\/]*)*+)(\/?)\]/s", $content, $tags, PREG_SET_ORDER | PREG_OFFSET_CAPTURE ) ) {
			return $content;
		}

		$tags  = array_values( array_filter( $tags, static fn ( array $tag ): bool => '/' === $tag[1][0] ? '' === $tag[2][0] : '' === $tag[3][0] ) );
		$ends  = array_keys( array_filter( $tags, static fn ( array $tag ): bool => '/' === $tag[1][0] ) );
		$parts = array();

		for ( $first = 0; array() !== $ends && $first < end( $ends ); $first = $last + 1 ) {
			$last = $first;

			if ( '/' === $tags[ $first ][1][0] ) {
				continue;
			}

			for ( $depth = 1; $depth > 0 && $last < end( $ends ); ) {
				$depth += '/' === $tags[ ++$last ][1][0] ? -1 : 1;
			}

			$from    = $tags[ $first ][0][1] + strlen( $tags[ $first ][0][0] );
			$parts[] = array( $from, $tags[ $last ][0][1] - $from );
		}

		// Those that are written to be read, too: WordPress would end the outer gate at their end.
		foreach ( array_reverse( $parts ) as list( $from, $length ) ) {
			$inside  = (string) preg_replace( '/(?<=\[|\[\/)' . self::NAME . '(?![\w-])/', self::INNER, substr( $content, $from, $length ) );
			$content = substr_replace( $content, $inside, $from, $length );
		}

		return $content;
	}

	/** What stands inside a gate, as content of its own. */
	public static function inside( string $content ): string {
		return self::apart( (string) preg_replace( '/(?<=\[|\[\/)' . self::INNER . '(?![\w-])/', self::NAME, $content ) );
	}
}
