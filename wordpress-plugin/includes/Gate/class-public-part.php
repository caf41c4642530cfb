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
		return str_contains( $content, 'wp:' . Gate_Block::NAME );
	}

	/** @param (Closure(Gate): bool)|null $is_open Which gates are open for who reads; none without it. */
	public static function of( string $content, ?Closure $is_open = null ): string {
		return self::has_gate( $content ) ? serialize_blocks( self::blocks( parse_blocks( $content ), $is_open ) ) : $content;
	}

	/** Whether a gate holds one of the marks that WordPress cuts content at. */
	public static function is_cut( string $content ): bool {
		$is_cut = false;

		self::of(
			$content,
			static function ( Gate $gate, array $block ) use ( &$is_cut ): bool {
				$is_cut = $is_cut || 1 === preg_match( '/<!--(?:nextpage|more)/', serialize_block( $block ) );

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

			if ( null !== $gate && ( null === $is_open || ! $is_open( $gate, $block ) ) ) {
				$block = self::teaser( $gate );
			} else {
				$block['innerBlocks'] = self::blocks( $block['innerBlocks'], $is_open );
			}
		}

		return $blocks;
	}

	/** @return array<string, mixed> A block without a name, which is plain HTML. */
	private static function teaser( Gate $gate ): array {
		$html = '';

		foreach ( array_filter( array( $gate->label, $gate->teaser ), static fn ( $text ) => '' !== $text ) as $text ) {
			$html .= '<p>' . esc_html( $text ) . '</p>';
		}

		return array(
			'blockName'    => null,
			'attrs'        => array(),
			'innerBlocks'  => array(),
			'innerHTML'    => $html,
			'innerContent' => array( $html ),
		);
	}
}
