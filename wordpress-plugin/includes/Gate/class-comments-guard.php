<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Comment;

/**
 * Keeps comments on posts that stand behind a gate as a whole from lists that do not ask for a post's password:
 * the admin area's list of comments, themes that forget to, and the search of comments over REST, whose counts
 * would tell a stranger which words are there.
 */
final class Comments_Guard {

	public function __construct(
		private readonly Post_Gates $gates,
		private readonly Whole_Post $whole,
	) {}

	public function hook(): void {
		add_filter( 'comments_array', array( $this, 'list' ), PHP_INT_MAX, 2 );
		add_filter( 'comment_text', array( $this, 'text' ), PHP_INT_MAX, 2 );
		add_filter( 'rest_comment_query', array( $this, 'query' ), PHP_INT_MAX );
	}

	/**
	 * @param array<mixed> $comments
	 * @return array<mixed>
	 */
	public function list( array $comments, int $post_id ): array {
		return $this->whole->is_locked( get_post( $post_id ) ) ? array() : $comments;
	}

	public function text( ?string $text, mixed $comment = null ): string {
		return $comment instanceof WP_Comment && $this->whole->is_locked( get_post( (int) $comment->comment_post_ID ) ) ? '' : (string) $text;
	}

	/**
	 * @param array<string, mixed> $query
	 * @return array<string, mixed>
	 */
	public function query( array $query ): array {
		return empty( $query['search'] ) || current_user_can( 'moderate_comments' )
			? $query
			: array( ...$query, 'post__not_in' => array( ...(array) ( $query['post__not_in'] ?? array() ), ...$this->gates->posts() ) );
	}
}
