<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use WP_Post;
use WP_REST_Response;

/**
 * Gives the editor a post with its sealed parts in their places, so that editing is as it always is.
 *
 * Only to who may edit the very post that a part belongs to, and only where WordPress gives out raw content anyway.
 */
final class Seal_Reader {

	public function __construct( private readonly Seal_Store $store ) {}

	public function hook(): void {
		add_action( 'rest_api_init', array( $this, 'hook_types' ), 20 );
	}

	public function hook_types(): void {
		foreach ( array( 'autosave', ...array_values( get_post_types( array( 'show_in_rest' => true ) ) ), 'revision' ) as $type ) {
			add_filter( "rest_prepare_$type", array( $this, 'unseal' ), PHP_INT_MAX, 2 );
		}
	}

	public function unseal( mixed $response, mixed $post ): mixed {
		if ( ! $response instanceof WP_REST_Response || ! $post instanceof WP_Post ) {
			return $response;
		}

		$data = $response->get_data();
		$raw  = is_array( $data['content'] ?? null ) ? $data['content']['raw'] ?? null : null;
		$host = 'revision' === $post->post_type ? $post->post_parent : $post->ID;

		if ( is_string( $raw ) && current_user_can( 'edit_post', $host ) ) {
			$data['content']['raw'] = $this->with_parts( $raw, $host );
			$response->set_data( $data );
		}

		return $response;
	}

	/** The editor never sees a key of its own post: what comes back without words has been emptied. */
	private function with_parts( string $content, int $host ): string {
		return Gate_Walk::change(
			$content,
			function ( array $block ) use ( $host ): array {
				$part = '' === trim( Gate_Walk::inside( $block ) ) ? $this->store->find( $block['attrs']['seal'] ?? null ) : null;

				if ( null === $part || $part->host !== $host ) {
					return $block;
				}

				unset( $block['attrs']['seal'] );

				return Gate_Walk::with_inside( $block, $part->content );
			}
		);
	}
}
