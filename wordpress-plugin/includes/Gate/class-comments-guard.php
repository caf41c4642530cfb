<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Comment;
use WP_Comment_Query;

/**
 * Keeps comments on posts that stand behind a gate as a whole from lists that do not ask for a post's password:
 * the admin area's list of comments, themes that forget to, `wp.getComments` of XML-RPC, reviews in a shop's API, and
 * every search of comments, whose counts would tell a stranger which words are there.
 */
final class Comments_Guard {

	public function __construct(
		private readonly Post_Gates $gates,
		private readonly Whole_Post $whole,
	) {}

	public function hook(): void {
		add_filter( 'comments_array', array( $this, 'list' ), PHP_INT_MAX, 2 );
		add_filter( 'comment_text', array( $this, 'text' ), PHP_INT_MAX, 2 );
		add_filter( 'xmlrpc_prepare_comment', array( $this, 'over_xml_rpc' ), PHP_INT_MAX, 2 );
		add_action( 'pre_get_comments', array( $this, 'query' ), PHP_INT_MAX );
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
	 * @param array<string, mixed> $answer
	 * @return array<string, mixed>
	 */
	public function over_xml_rpc( array $answer, WP_Comment $comment ): array {
		return array( ...$answer, 'content' => $this->text( $answer['content'] ?? '', $comment ) );
	}

	/** Leaves out what stands behind gates where nobody else asks, but for who may edit it. */
	public function query( WP_Comment_Query $query ): void {
		$is_search = '' !== (string) ( $query->query_vars['search'] ?? '' );
		$is_remote = wp_is_serving_rest_request() || ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST );

		if ( ( $is_search || $is_remote ) && ! current_user_can( 'moderate_comments' ) ) {
			$closed = array_filter( $this->gates->posts(), static fn ( int $id ): bool => ! current_user_can( 'edit_post', $id ) );

			$query->query_vars['post__not_in'] = array( ...wp_parse_id_list( $query->query_vars['post__not_in'] ?? array() ), ...$closed );
		}
	}
}
