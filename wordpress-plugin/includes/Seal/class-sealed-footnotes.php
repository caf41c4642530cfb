<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use WP_Post;

/**
 * Footnotes of sealed parts. WordPress stores a post's footnotes beside its content and prints all of them, so of a
 * post with sealed parts it gets only those whose mark is in the post itself; the whole list is kept where it does not look.
 */
final class Sealed_Footnotes {

	public const META = '_coop_credentials_footnotes';

	private const PUBLIC_META = 'footnotes';

	private bool $is_writing = false;

	public function hook(): void {
		add_filter( 'update_post_metadata', array( $this, 'write' ), 10, 4 );
		add_filter( 'add_post_metadata', array( $this, 'write' ), 10, 4 );
		add_action( 'save_post', array( $this, 'saved' ), 20, 2 );
	}

	/** The whole list of a post that has sealed ones, as it was stored; null for any other post. */
	public static function of( int $post_id ): ?string {
		$stored = get_post_meta( $post_id, self::META, true );

		return is_string( $stored ) && '' !== $stored ? $stored : null;
	}

	public function write( mixed $done, int $post_id, string $key, mixed $value ): mixed {
		if ( self::PUBLIC_META !== $key || null !== $done || $this->is_writing || ! is_string( $value ) || wp_is_post_revision( $post_id ) ) {
			return $done;
		}

		$content = (string) get_post_field( 'post_content', $post_id, 'raw' );
		$notes   = json_decode( $value, true );

		if ( ! is_array( $notes ) || ! str_contains( $content, '"seal":"' ) ) {
			delete_post_meta( $post_id, self::META );

			return $done;
		}

		$public = array_values( array_filter( $notes, static fn ( mixed $note ): bool => is_array( $note ) && is_string( $note['id'] ?? null ) && str_contains( $content, 'data-fn="' . $note['id'] . '"' ) ) );

		$this->is_writing = true;
		update_post_meta( $post_id, self::META, wp_slash( $value ) );
		update_post_meta( $post_id, self::PUBLIC_META, wp_slash( (string) wp_json_encode( $public ) ) );
		$this->is_writing = false;

		return true;
	}

	/** The editor sends footnotes only when they change; what is sealed may change without them. */
	public function saved( int $post_id, WP_Post $post ): void {
		$all = self::of( $post_id );

		if ( null === $all && str_contains( $post->post_content, '"seal":"' ) ) {
			$stored = get_post_meta( $post_id, self::PUBLIC_META, true );
			$all    = is_string( $stored ) && '' !== $stored ? $stored : null;
		}

		null === $all || wp_is_post_revision( $post ) || update_post_meta( $post_id, self::PUBLIC_META, wp_slash( $all ) );
	}
}
