<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use Closure;
use WP_Query;

/**
 * Keeps search from telling a stranger which words stand behind a gate.
 *
 * A post with a gate is found by its title and excerpt only, and one that stands behind a gate as a whole by its
 * title; the other words count for nobody but editors. That holds for the order of the results too, and for words that are excluded (`-word`).
 */
final class Search_Guard {

	/** @param Closure(): string $gated A condition that is true of posts which stand behind a gate as a whole; without quotes. */
	public function __construct(
		private readonly string $posts_table,
		private readonly Closure $gated,
	) {}

	public function hook(): void {
		add_action( 'pre_get_posts', array( $this, 'see' ), PHP_INT_MAX );
		add_filter( 'posts_search', fn ( string $sql ): string => $this->guard( $sql ) ?? ' AND 1=0 ' );
		add_filter( 'posts_search_orderby', fn ( string $sql ): string => $this->guard( $sql ) ?? '' );
	}

	/** The searches of wp-admin's dialogues ask WordPress for no filters, which it looks at after this. */
	public function see( WP_Query $query ): void {
		if ( '' !== ( $query->get( 's' ) ?? '' ) && ! current_user_can( 'edit_others_posts' ) ) {
			$query->set( 'suppress_filters', false );
		}
	}

	private function guard( string $sql ): ?string {
		return current_user_can( 'edit_others_posts' ) ? $sql : $this->without_gated_content( $sql );
	}

	/** The same SQL, with a gated post's content read as empty; null when it could not be read. */
	public function without_gated_content( string $sql ): ?string {
		$content = $this->posts_table . '.post_content';
		$excerpt = $this->posts_table . '.post_excerpt';
		$whole   = ( $this->gated )();
		$gate    = '0x' . bin2hex( 'wp:' . Gate_Block::NAME ); // Whatever space stands before it.
		$code    = '0x' . bin2hex( '[' . Gate_Shortcode::NAME );
		$guarded = array(
			$content => "LEFT($content, IF(INSTR($content, $gate) > 0 OR INSTR($content, $code) > 0 OR $whole, 0, CHAR_LENGTH($content)))",
			$excerpt => "LEFT($excerpt, IF(INSTR($excerpt, $gate) > 0 OR INSTR($excerpt, $code) > 0 OR $whole, 0, CHAR_LENGTH($excerpt)))",
		);

		// Quoted text is what somebody typed: it is skipped, and what is put in has no quotes to break out of.
		$typed  = "'(?:[^'\\\\]|\\\\.)*+'(*SKIP)(*FAIL)";
		$column = '(?<![\w.])(?:' . preg_quote( $content, '/' ) . '|' . preg_quote( $excerpt, '/' ) . ')(?=\s+(?:NOT\s+)?LIKE\b)';

		return preg_replace_callback( "/$typed|$column/s", static fn ( array $found ): string => $guarded[ $found[0] ], $sql );
	}
}
