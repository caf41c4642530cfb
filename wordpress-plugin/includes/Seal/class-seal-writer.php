<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use CoopCredentials\Gate\Gate;
use WP_Post;

/**
 * Takes what stands inside a sealed gate out of a post while it is saved, and leaves the part's key in its place.
 *
 * A key counts for the post that the part belongs to. In another post (a copy, say) it becomes a part of its own if
 * whoever saves may edit the first one; else it stays a key that opens nothing.
 */
final class Seal_Writer {

	/** Their editor reads them by another way than posts; what is in them is written by who runs the site. */
	private const NOT_SEALED = array( Seal_Post_Type::NAME, 'wp_template', 'wp_template_part', 'wp_navigation', 'wp_global_styles', 'customize_changeset' );

	/** @var list<string> Keys of parts whose post has no id yet. */
	private array $waiting = array();

	public function __construct( private readonly Seal_Store $store ) {}

	public function hook(): void {
		add_filter( 'wp_insert_post_data', array( $this, 'seal' ), PHP_INT_MAX, 2 );
		add_action( 'save_post', array( $this, 'saved' ), 1, 2 );
		add_action( 'deleted_post', fn ( int $post_id ) => $this->store->remove( $post_id ) );
	}

	/**
	 * @param array<string, mixed> $data Slashed, as WordPress stores it.
	 * @param array<string, mixed> $post
	 * @return array<string, mixed>
	 */
	public function seal( array $data, array $post ): array {
		if ( in_array( $data['post_type'], self::NOT_SEALED, true ) ) {
			return $data;
		}

		$host    = (int) ( 'revision' === $data['post_type'] ? $data['post_parent'] : $post['ID'] ?? 0 );
		$content = wp_unslash( (string) $data['post_content'] );
		$sealed  = Gate_Walk::change( $content, fn ( array $block ): array => $this->seal_block( $block, $host ) );

		return $sealed === $content ? $data : array( ...$data, 'post_content' => wp_slash( $sealed ) );
	}

	public function saved( int $post_id, WP_Post $post ): void {
		if ( in_array( $post->post_type, array( 'revision', ...self::NOT_SEALED ), true ) ) {
			return;
		}

		$mine          = array_filter( $this->waiting, static fn ( string $key ): bool => str_contains( $post->post_content, $key ) );
		$this->waiting = array_values( array_diff( $this->waiting, $mine ) );
		$this->store->adopt( array_values( $mine ), $post_id );
		$this->store->sweep( $post_id );
	}

	/**
	 * @param array<string, mixed> $block
	 * @return array<string, mixed>
	 */
	private function seal_block( array $block, int $host ): array {
		$inside = Gate_Walk::inside( $block );

		if ( '' === trim( $inside ) ) {
			$part = $this->store->find( $block['attrs']['seal'] ?? null );

			if ( null === $part || ! $this->may_take( $part, $host ) ) {
				return $block;
			}

			$inside = $part->content;
		}

		unset( $block['attrs']['seal'] );

		if ( empty( $block['attrs']['sealed'] ) ) {
			return Gate_Walk::with_inside( $block, $inside );
		}

		$key                    = $this->store->put( $host, Gate::from_attributes( $block['attrs'] )->policy, $inside );
		$this->waiting          = 0 === $host ? array( ...$this->waiting, $key ) : $this->waiting;
		$block['attrs']['seal'] = $key;

		return Gate_Walk::with_inside( $block, '' );
	}

	private function may_take( Sealed_Part $part, int $host ): bool {
		return 0 !== $part->host && ( $part->host === $host || current_user_can( 'edit_post', $part->host ) );
	}
}
