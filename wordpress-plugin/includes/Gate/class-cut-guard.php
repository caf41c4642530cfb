<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Post;

/**
 * Keeps a gate whole: a page break or a "more" inside it would leave its second half without a gate.
 */
final class Cut_Guard {

	public function hook(): void {
		add_filter( 'content_pagination', array( $this, 'join' ), PHP_INT_MAX, 2 );
	}

	/**
	 * @param array<string> $pages
	 * @return array<string> One page when a gate is cut.
	 */
	public function join( array $pages, WP_Post $post ): array {
		return Public_Part::is_cut( $post->post_content )
			? array( (string) preg_replace( '/<!--(?:nextpage|more.*?|noteaser)-->/s', '', $post->post_content ) )
			: $pages;
	}
}
