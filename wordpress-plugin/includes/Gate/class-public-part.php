<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use Closure;

/**
 * A post's stored content as everybody may read it: each locked gate gives way to its label and teaser.
 *
 * For what WordPress takes from stored content without rendering it.
 */
final class Public_Part {

	/** Whether there may be a gate at all: cheap, and true for every spelling that WordPress reads as one. */
	public static function has_gate( string $content ): bool {
		return str_contains( $content, 'wp:' . Gate_Block::NAME ) || str_contains( $content, '[' . Gate_Shortcode::NAME );
	}

	/** @param (Closure(Gate, string): bool)|null $is_open Which gates are open for who reads, with what is inside; none without it. */
	public static function of( string $content, ?Closure $is_open = null ): string {
		return self::has_gate( $content ) ? self::shortcodes( serialize_blocks( self::blocks( parse_blocks( $content ), $is_open ) ), $is_open ) : $content;
	}

	/** Whether a gate holds one of the marks that WordPress cuts content at. */
	public static function is_cut( string $content ): bool {
		$is_cut = false;

		self::of(
			$content,
			static function ( Gate $gate, string $inside ) use ( &$is_cut ): bool {
				$is_cut = $is_cut || 1 === preg_match( '/<!--(?:nextpage|more)/', $inside );

				return false;
			}
		);

		return $is_cut;
	}

	/**
	 * @param array<array<string, mixed>> $blocks
	 * @return array<array<string, mixed>>
	 */
	private static function blocks( array $blocks, ?Closure $is_open ): array {
		foreach ( $blocks as &$block ) {
			$gate = Gate_Block::NAME === $block['blockName'] ? Gate::from_attributes( $block['attrs'] ?? array() ) : null;

			if ( null !== $gate && ( null === $is_open || ! $is_open( $gate, serialize_block( $block ) ) ) ) {
				$block = self::teaser( $gate );
			} else {
				$block['innerBlocks'] = self::blocks( $block['innerBlocks'], $is_open );
			}
		}

		return $blocks;
	}

	/** Read as WordPress reads shortcodes; whatever is left of a broken one is no gate to WordPress either. */
	private static function shortcodes( string $content, ?Closure $is_open ): string {
		return (string) preg_replace_callback(
			'/' . get_shortcode_regex( array( Gate_Shortcode::NAME ) ) . '/s',
			static function ( array $found ) use ( $is_open ): string {
				if ( '[' === $found[1] && ']' === $found[6] ) {
					return $found[0]; // [[coop_gate]] is written to be read.
				}

				$gate = Gate_Shortcode::gate( shortcode_parse_atts( $found[3] ) );

				if ( null === $is_open || ! $is_open( $gate, $found[5] ) ) {
					return self::html( $gate );
				}

				$inside = Gate_Shortcode::inside( $found[5] );

				return $inside === $found[5] ? $found[0] : '[' . Gate_Shortcode::NAME . $found[3] . ']' . self::shortcodes( $inside, $is_open ) . '[/' . Gate_Shortcode::NAME . ']';
			},
			Gate_Shortcode::apart( $content )
		);
	}

	private static function html( Gate $gate ): string {
		$html = '';

		foreach ( array_filter( array( $gate->label, $gate->teaser ), static fn ( $text ) => '' !== $text ) as $text ) {
			$html .= '<p>' . esc_html( $text ) . '</p>';
		}

		return $html;
	}

	/** @return array<string, mixed> A block without a name, which is plain HTML. */
	private static function teaser( Gate $gate ): array {
		$html = self::html( $gate );

		return array(
			'blockName'    => null,
			'attrs'        => array(),
			'innerBlocks'  => array(),
			'innerHTML'    => $html,
			'innerContent' => array( $html ),
		);
	}
}
