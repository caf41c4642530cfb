<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Keeps search from telling a stranger which words stand behind a gate.
 *
 * A post with a gate is found by its title and excerpt only; the words of its content count for nobody
 * but editors. That holds for the order of the results too, and for words that are excluded (`-word`).
 */
final class Search_Guard {

	public function __construct( private readonly string $posts_table ) {}

	public function hook(): void {
		add_filter( 'posts_search', fn ( string $sql ): string => $this->guard( $sql ) ?? ' AND 1=0 ' );
		add_filter( 'posts_search_orderby', fn ( string $sql ): string => $this->guard( $sql ) ?? '' );
	}

	private function guard( string $sql ): ?string {
		return current_user_can( 'edit_others_posts' ) ? $sql : $this->without_gated_content( $sql );
	}

	/** The same SQL, with a gated post's content read as empty; null when it could not be read. */
	public function without_gated_content( string $sql ): ?string {
		$content = $this->posts_table . '.post_content';
		$gate    = '0x' . bin2hex( 'wp:' . Gate_Block::NAME ); // Whatever space stands before it.
		$guarded = "LEFT($content, IF(INSTR($content, $gate) > 0, 0, CHAR_LENGTH($content)))";

		// Quoted text is what somebody typed: it is skipped, and what is put in has no quotes to break out of.
		$typed  = "'(?:[^'\\\\]|\\\\.)*+'(*SKIP)(*FAIL)";
		$column = '(?<![\w.])' . preg_quote( $content, '/' ) . '(?=\s+(?:NOT\s+)?LIKE\b)';

		return preg_replace( "/$typed|$column/s", $guarded, $sql );
	}
}
