<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Post;

/**
 * Which gates a whole post or page stands behind: its own, and those of its categories and tags.
 * Who wants in passes all of them, its own first.
 */
final class Post_Gates {

	public const META = '_coop_credentials_gate';

	public function __construct( private readonly Term_Gates $terms ) {}

	public function hook(): void {
		register_meta(
			'post',
			self::META,
			array(
				'type'              => 'string',
				'single'            => true,
				'default'           => '',
				'description'       => __( 'The policy whose members may read this.', 'coop-credentials' ),
				'sanitize_callback' => static fn ( mixed $value ): string => is_string( $value ) ? trim( $value ) : '',
				'auth_callback'     => static fn ( bool $may, string $key, int $post_id ): bool => current_user_can( 'edit_post', $post_id ),
				'show_in_rest'      => array( 'schema' => array( 'pattern' => Gate_Mark::SCHEMA_PATTERN ) ),
			)
		);
		$this->terms->hook();
	}

	/** @return list<Gate> */
	public function of( WP_Post $post ): array {
		if ( 'revision' === $post->post_type ) {
			$post = get_post( $post->post_parent ) ?? $post;
		}

		$own = get_post_meta( $post->ID, self::META, true );

		return array_map(
			static fn ( string $policy ): Gate => Gate::of_policy( $policy ),
			array_values( array_unique( array( ...( is_string( $own ) && '' !== $own ? array( $own ) : array() ), ...$this->terms->of( $post ) ) ) )
		);
	}

	/** @param int|WP_Post|null $post */
	public function has( mixed $post ): bool {
		$post = get_post( $post );

		return null !== $post && array() !== $this->of( $post );
	}

	/** @return list<int> Every post behind a gate. */
	public function posts(): array {
		global $wpdb;

		return array_map( 'intval', $wpdb->get_col( "SELECT ID FROM {$wpdb->posts} WHERE {$this->sql()}" ) ); // phpcs:ignore -- Names of tables, numbers and our own hexadecimal literal.
	}

	/** A condition that is true of posts behind a gate, without a quote. */
	public function sql(): string {
		global $wpdb;

		$sql   = "EXISTS(SELECT 1 FROM {$wpdb->postmeta} coop_meta WHERE coop_meta.post_id = {$wpdb->posts}.ID AND coop_meta.meta_key = 0x" . bin2hex( self::META ) . ' AND LENGTH(coop_meta.meta_value) > 0)';
		$terms = implode( ',', array_map( 'intval', $this->terms->terms() ) );

		return '' === $terms ? $sql : "($sql OR EXISTS(SELECT 1 FROM {$wpdb->term_relationships} coop_rel JOIN {$wpdb->term_taxonomy} coop_tax USING (term_taxonomy_id) WHERE coop_rel.object_id = {$wpdb->posts}.ID AND coop_tax.term_id IN ($terms)))";
	}
}
