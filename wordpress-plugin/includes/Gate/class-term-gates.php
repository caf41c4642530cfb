<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Post;

/**
 * Gates of categories and tags: each of their posts stands behind one, and each post of a category below.
 *
 * The truth is the term's meta. An index of it is an option that WordPress loads with every page anyway, so that a
 * post without such a gate costs no query.
 */
final class Term_Gates {

	public const META  = '_coop_credentials_gate';
	public const INDEX = 'coop_credentials_gated_terms';

	/** @return list<string> The taxonomies whose terms may have a gate. */
	public static function taxonomies(): array {
		/** Filters the taxonomies whose terms may have a gate. */
		return array_values( array_filter( (array) apply_filters( 'coop_credentials_gated_taxonomies', array( 'category', 'post_tag' ) ), 'taxonomy_exists' ) );
	}

	public function hook(): void {
		foreach ( self::taxonomies() as $taxonomy ) {
			register_term_meta(
				$taxonomy,
				self::META,
				array(
					'type'              => 'string',
					'single'            => true,
					'default'           => '',
					'description'       => __( 'The policy whose members may read the posts.', 'coop-credentials' ),
					'sanitize_callback' => static fn ( mixed $value ): string => is_string( $value ) ? trim( $value ) : '',
					'auth_callback'     => static fn ( bool $may, string $key, int $term_id ): bool => current_user_can( 'edit_term', $term_id ),
					'show_in_rest'      => array( 'schema' => array( 'pattern' => Gate_Mark::SCHEMA_PATTERN ) ),
				)
			);
		}

		foreach ( array( 'added_term_meta', 'updated_term_meta', 'deleted_term_meta' ) as $action ) {
			add_action( $action, fn ( mixed $id, int $term_id, string $key ) => self::META === $key && $this->write_index(), 10, 3 );
		}

		foreach ( array( 'created_term', 'edited_term', 'delete_term' ) as $action ) {
			add_action( $action, fn () => array() !== $this->index() && $this->write_index(), 99 );
		}

		// WordPress keeps what a search found until a post changes; another category may put one behind a gate.
		add_action( 'set_object_terms', fn () => array() !== $this->index() && wp_cache_set_posts_last_changed() );
	}

	/** @return list<string> The policies of the gates that a post stands behind by its terms. */
	public function of( WP_Post $post ): array {
		$index = $this->index();

		if ( array() === $index ) {
			return array();
		}

		$policies = array();

		foreach ( self::taxonomies() as $taxonomy ) {
			$terms = is_object_in_taxonomy( $post->post_type, $taxonomy ) ? get_the_terms( $post, $taxonomy ) : array();

			foreach ( is_array( $terms ) ? $terms : array() as $term ) {
				array_push( $policies, ...( $index[ $term->term_id ] ?? array() ) );
			}
		}

		return array_values( array_unique( $policies ) );
	}

	/** @return list<int> The terms whose posts stand behind a gate. */
	public function terms(): array {
		return array_keys( $this->index() );
	}

	/** Also for an activation: what was written while the plugin was off. */
	public function write_index(): void {
		global $wpdb;

		$index = array();
		$rows  = $wpdb->get_results( $wpdb->prepare( "SELECT term_id, meta_value FROM {$wpdb->termmeta} WHERE meta_key = %s AND meta_value <> ''", self::META ) );

		foreach ( $rows ?? array() as $row ) {
			$term = get_term( (int) $row->term_id );

			if ( $term instanceof \WP_Term && in_array( $term->taxonomy, self::taxonomies(), true ) ) {
				$below = is_taxonomy_hierarchical( $term->taxonomy ) ? get_term_children( $term->term_id, $term->taxonomy ) : array();

				foreach ( array( $term->term_id, ...( is_array( $below ) ? $below : array() ) ) as $id ) {
					$index[ (int) $id ][] = (string) $row->meta_value;
				}
			}
		}

		update_option( self::INDEX, $index, true );
	}

	/** @return array<int, list<string>> Policies by term. */
	private function index(): array {
		$stored = maybe_unserialize( wp_load_alloptions()[ self::INDEX ] ?? '' );

		return is_array( $stored ) ? $stored : array();
	}
}
