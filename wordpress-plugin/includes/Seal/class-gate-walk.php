<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use Closure;
use CoopCredentials\Gate\Gate_Block;

/**
 * Goes through the sealed gates of a post's blocks, the outermost of each nest only: what is in one is sealed with it.
 */
final class Gate_Walk {

	/** @param Closure(array<string, mixed>): array<string, mixed> $change */
	public static function change( string $content, Closure $change ): string {
		return self::may_have( $content ) ? serialize_blocks( self::blocks( parse_blocks( $content ), $change ) ) : $content;
	}

	/** What stands inside a block, as it is stored. @param array<string, mixed> $block */
	public static function inside( array $block ): string {
		$next = 0;

		return implode(
			'',
			array_map(
				static function ( ?string $part ) use ( $block, &$next ): string {
					return $part ?? serialize_block( $block['innerBlocks'][ $next++ ] );
				},
				$block['innerContent']
			)
		);
	}

	/** @param array<string, mixed> $block */
	public static function with_inside( array $block, string $content ): array {
		$block['innerBlocks']  = '' === $content ? array() : parse_blocks( $content );
		$block['innerContent'] = array_fill( 0, count( $block['innerBlocks'] ), null );
		$block['innerHTML']    = '';

		return $block;
	}

	private static function may_have( string $content ): bool {
		return str_contains( $content, 'wp:' . Gate_Block::NAME ) && str_contains( $content, '"seal' );
	}

	/**
	 * @param array<array<string, mixed>> $blocks
	 * @return array<array<string, mixed>>
	 */
	private static function blocks( array $blocks, Closure $change ): array {
		foreach ( $blocks as &$block ) {
			if ( Gate_Block::NAME === $block['blockName'] && ( ! empty( $block['attrs']['sealed'] ) || isset( $block['attrs']['seal'] ) ) ) {
				$block = $change( $block );
			} else {
				$block['innerBlocks'] = self::blocks( $block['innerBlocks'], $change );
			}
		}

		return $blocks;
	}
}
