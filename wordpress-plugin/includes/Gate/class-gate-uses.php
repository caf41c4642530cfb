<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Seal\Seal_Post_Type;
use wpdb;

/**
 * Where gates stand: posts, patterns and templates with one, whole posts, categories and tags, widgets.
 * What is in the bin does not count: it comes back closed. The site's posts are gone through once for all gates.
 */
final class Gate_Uses {

	/** The most places that are named of a gate. */
	private const MOST = 20;

	private const CHUNK = 200;

	/** As WordPress finds blocks. */
	private const BLOCK = '/<!--\s+wp:coop-credentials\/gate\s+(?<attributes>{(?:(?:[^}]+|}+(?=})|(?!}\s+\/?-->).)*+)?}\s+)\/?-->/s';

	public function __construct( private readonly wpdb $db ) {}

	/** @return list<array{title: string, editUrl: string}> */
	public function of( string $policy ): array {
		return $this->named( $policy, $this->found() );
	}

	/**
	 * @param list<string> $policies
	 * @return array<string, list<array{title: string, editUrl: string}>> By policy.
	 */
	public function of_all( array $policies ): array {
		$found = $this->found();

		return array_combine( $policies, array_map( fn ( string $policy ): array => $this->named( $policy, $found ), $policies ) );
	}

	/** @return list<string> The policies of the gates that stand in a text, as blocks or shortcodes. */
	public static function in( string $content ): array {
		$policies = array();

		preg_match_all( self::BLOCK, $content, $blocks );
		foreach ( $blocks['attributes'] as $json ) {
			$policies[] = json_decode( $json, true )['policy'] ?? null;
		}

		preg_match_all( '/\[' . Gate_Shortcode::NAME . '\b([^\]]*)\]/', $content, $shortcodes );
		foreach ( $shortcodes[1] as $text ) {
			$policies[] = Gate_Shortcode::gate( shortcode_parse_atts( $text ) )->policy;
		}

		return array_values( array_unique( array_filter( $policies, static fn ( mixed $policy ): bool => is_string( $policy ) && '' !== $policy ) ) );
	}

	/**
	 * @param list<array{string, string, int}> $found
	 * @return list<array{title: string, editUrl: string}>
	 */
	private function named( string $policy, array $found ): array {
		$uses = array();

		foreach ( $found as list( $at, $kind, $id ) ) {
			if ( $at === $policy && count( $uses ) < self::MOST ) {
				$uses[ "$kind $id" ] = self::place( $kind, $id );
			}
		}

		/** Filters where a gate is used: a list of `title` and `editUrl`. Add what a page builder of yours keeps elsewhere. */
		$uses = apply_filters( 'coop_credentials_gate_uses', array_values( array_filter( $uses ) ), $policy );

		return is_array( $uses ) ? array_values( $uses ) : array();
	}

	/** @return list<array{string, string, int}> A policy, what stands behind it, and the id of that. */
	private function found(): array {
		return array( ...$this->posts(), ...$this->whole_posts(), ...$this->terms(), ...$this->widgets() );
	}

	/** @return list<array{string, string, int}> */
	private function posts(): array {
		$found  = array();
		$before = PHP_INT_MAX;

		do {
			$rows = $this->db->get_results(
				$this->db->prepare(
					"SELECT ID, post_type, post_parent, post_content FROM %i
						WHERE ID < %d AND post_type <> 'revision' AND post_status NOT IN ('trash', 'auto-draft') AND (post_content LIKE %s OR post_content LIKE %s)
						ORDER BY ID DESC LIMIT %d",
					$this->db->posts,
					$before,
					'%' . $this->db->esc_like( 'wp:' . Gate_Block::NAME ) . '%',
					'%' . $this->db->esc_like( '[' . Gate_Shortcode::NAME ) . '%',
					self::CHUNK
				)
			) ?? array();

			foreach ( $rows as $row ) {
				$before = (int) $row->ID;

				foreach ( self::in( $row->post_content ) as $policy ) {
					// A sealed part is of the page that it was taken from.
					$found[] = array( $policy, 'post', Seal_Post_Type::NAME === $row->post_type ? (int) $row->post_parent : $before );
				}
			}
		} while ( self::CHUNK === count( $rows ) );

		return $found;
	}

	/** @return list<array{string, string, int}> */
	private function whole_posts(): array {
		$rows = $this->db->get_results(
			$this->db->prepare(
				"SELECT m.post_id, m.meta_value FROM %i m JOIN %i p ON p.ID = m.post_id
					WHERE m.meta_key = %s AND m.meta_value <> '' AND p.post_type <> 'revision' AND p.post_status NOT IN ('trash', 'auto-draft') ORDER BY p.ID DESC",
				$this->db->postmeta,
				$this->db->posts,
				Post_Gates::META
			)
		);

		return array_map( static fn ( object $row ): array => array( $row->meta_value, 'post', (int) $row->post_id ), $rows ?? array() );
	}

	/** @return list<array{string, string, int}> */
	private function terms(): array {
		$rows = $this->db->get_results( $this->db->prepare( "SELECT term_id, meta_value FROM %i WHERE meta_key = %s AND meta_value <> ''", $this->db->termmeta, Term_Gates::META ) );

		return array_map( static fn ( object $row ): array => array( $row->meta_value, 'term', (int) $row->term_id ), $rows ?? array() );
	}

	/** @return list<array{string, string, int}> */
	private function widgets(): array {
		$found = array();

		foreach ( array( 'widget_block', 'widget_text', 'widget_custom_html' ) as $option ) {
			foreach ( (array) get_option( $option, array() ) as $widget ) {
				$content = is_array( $widget ) ? $widget['content'] ?? $widget['text'] ?? '' : '';

				foreach ( is_string( $content ) ? self::in( $content ) : array() as $policy ) {
					$found[] = array( $policy, 'widgets', 0 );
				}
			}
		}

		return $found;
	}

	/** @return array{title: string, editUrl: string}|null Null for what is gone meanwhile. */
	private static function place( string $kind, int $id ): ?array {
		$term = 'term' === $kind ? get_term( $id ) : null;

		list( $title, $edit_url ) = match ( true ) {
			'widgets' === $kind       => array( __( 'Widgets', 'coop-credentials' ), admin_url( 'widgets.php' ) ),
			$term instanceof \WP_Term => array( $term->name, get_edit_term_link( $term ) ),
			'post' === $kind          => array( get_post_field( 'post_title', $id, 'raw' ), get_edit_post_link( $id, 'raw' ) ),
			default                   => array( null, null ),
		};

		if ( null === $title ) {
			return null;
		}

		$title = trim( html_entity_decode( wp_strip_all_tags( (string) $title ), ENT_QUOTES ) );

		return array(
			'title'   => '' === $title ? __( '(no title)', 'coop-credentials' ) : $title,
			'editUrl' => (string) $edit_url,
		);
	}
}
