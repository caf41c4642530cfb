<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use Closure;
use WP_Post;

/**
 * Keeps stored content of gated posts from core's blocks that print it without rendering it.
 *
 * These are Latest Posts, set to show full posts, and Featured Image, set to take the first picture of the post.
 * All others render blocks (Post Content, Query Loop), leave gates out (excerpts) or print titles only.
 */
final class Raw_Content_Guard {

	public function hook(): void {
		add_filter( 'register_block_type_args', array( $this, 'wrap' ), 10, 2 );
	}

	/**
	 * @param array<string, mixed> $args
	 * @return array<string, mixed>
	 */
	public function wrap( array $args, string $name ): array {
		$callback = $args['render_callback'] ?? null;
		$wrapped  = is_callable( $callback ) ? match ( $name ) {
			'core/latest-posts'        => self::latest_posts( $callback ),
			'core/post-featured-image' => self::featured_image( $callback ),
			default                    => null,
		} : null;

		return null === $wrapped ? $args : array( ...$args, 'render_callback' => $wrapped );
	}

	private static function latest_posts( callable $callback ): Closure {
		return static function ( array $attributes, mixed ...$rest ) use ( $callback ): mixed {
			// Copies: WordPress caches the posts of a query, and a changed one must never get there.
			$public = static fn ( mixed $posts ): mixed => is_array( $posts ) ? array_map( array( self::class, 'public_copy' ), $posts ) : $posts;
			add_filter( 'the_posts', $public, PHP_INT_MAX );

			try {
				return $callback( $attributes, ...$rest );
			} finally {
				remove_filter( 'the_posts', $public, PHP_INT_MAX );
			}
		};
	}

	public static function public_copy( mixed $post ): mixed {
		if ( ! $post instanceof WP_Post || ! Public_Part::has_gate( $post->post_content ) ) {
			return $post;
		}

		$copy               = clone $post;
		$copy->post_content = Public_Part::of( $post->post_content );

		return $copy;
	}

	private static function featured_image( callable $callback ): Closure {
		return static function ( array $attributes, string $content = '', mixed $block = null ) use ( $callback ): mixed {
			$post = get_post( (int) ( $block->context['postId'] ?? 0 ) );

			if ( null !== $post && ( Public_Part::has_gate( $post->post_content ) || post_password_required( $post ) ) ) {
				$attributes['useFirstImageFromPost'] = false;
			}

			return $callback( $attributes, $content, $block );
		};
	}
}
