<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Seal\Seal_Post_Type;
use wpdb;

/**
 * Where a gate stands: posts, patterns and templates with it, whole posts, categories and tags, widgets.
 * What is in the bin does not count: it comes back closed.
 */
final class Gate_Uses {

	/** The most places that are named. */
	private const MOST = 20;

	public function __construct( private readonly wpdb $db ) {}

	/** @return list<array{title: string, editUrl: string}> Without the places that only this filter's listeners know. */
	public function of( string $policy ): array {
		$uses = array( ...$this->posts( $policy ), ...$this->terms( $policy ), ...$this->widgets( $policy ) );

		/** Filters where a gate is used: a list of `title` and `editUrl`. Add what a page builder or shop of yours keeps. */
		$uses = apply_filters( 'coop_credentials_gate_uses', $uses, $policy );

		return array_slice( is_array( $uses ) ? array_values( $uses ) : array(), 0, self::MOST );
	}

	/** Whether a text has a block or a shortcode of this gate. */
	public static function has( string $content, string $policy ): bool {
		return self::has_block( parse_blocks( $content ), $policy ) || self::has_shortcode( $content, $policy );
	}

	/** @param array<mixed> $blocks */
	private static function has_block( array $blocks, string $policy ): bool {
		foreach ( $blocks as $block ) {
			if ( ( Gate_Block::NAME === $block['blockName'] && ( $block['attrs']['policy'] ?? null ) === $policy ) || self::has_block( $block['innerBlocks'], $policy ) ) {
				return true;
			}
		}

		return false;
	}

	private static function has_shortcode( string $content, string $policy ): bool {
		preg_match_all( '/\[' . Gate_Shortcode::NAME . '\b([^\]]*)\]/', $content, $found );

		foreach ( $found[1] as $text ) {
			$attributes = shortcode_parse_atts( $text );

			if ( is_array( $attributes ) && in_array( $policy, array( $attributes['gate'] ?? null, $attributes['policy'] ?? null ), true ) ) {
				return true;
			}
		}

		return false;
	}

	/** @return list<array{title: string, editUrl: string}> */
	private function posts( string $policy ): array {
		// An attribute of a block may write a hyphen in another way.
		$like = static fn ( string $text ): string => '%' . $text . '%';
		$rows = $this->db->get_results(
			$this->db->prepare(
				"SELECT DISTINCT p.ID, p.post_type, p.post_parent, p.post_content, m.meta_value FROM {$this->db->posts} p
					LEFT JOIN {$this->db->postmeta} m ON m.post_id = p.ID AND m.meta_key = %s AND BINARY m.meta_value = %s
					WHERE p.post_type <> 'revision' AND p.post_status NOT IN ('trash', 'auto-draft')
					AND (m.meta_value IS NOT NULL OR ((p.post_content LIKE %s OR p.post_content LIKE %s) AND (p.post_content LIKE %s OR p.post_content LIKE %s)))
					ORDER BY p.ID DESC LIMIT 500", // phpcs:ignore -- WordPress' own tables.
				array(
					Post_Gates::META,
					$policy,
					$like( $this->db->esc_like( Gate_Block::NAME ) ),
					$like( $this->db->esc_like( '[' . Gate_Shortcode::NAME ) ),
					$like( $this->db->esc_like( $policy ) ),
					$like( $this->db->esc_like( substr( (string) serialize_block_attributes( array( $policy ) ), 2, -2 ) ) ),
				)
			)
		);
		$uses = array();

		foreach ( $rows ?? array() as $row ) {
			if ( null !== $row->meta_value || self::has( $row->post_content, $policy ) ) {
				$id     = Seal_Post_Type::NAME === $row->post_type ? (int) $row->post_parent : (int) $row->ID;
				$uses[] = self::place( self::title( $id ), (string) get_edit_post_link( $id, 'raw' ) );
			}
		}

		return $uses;
	}

	/** @return list<array{title: string, editUrl: string}> */
	private function terms( string $policy ): array {
		$ids  = $this->db->get_col( $this->db->prepare( "SELECT term_id FROM {$this->db->termmeta} WHERE meta_key = %s AND BINARY meta_value = %s LIMIT %d", Term_Gates::META, $policy, self::MOST ) ); // phpcs:ignore -- WordPress' own table.
		$uses = array();

		foreach ( $ids as $id ) {
			$term = get_term( (int) $id );

			if ( $term instanceof \WP_Term ) {
				$uses[] = self::place( html_entity_decode( $term->name, ENT_QUOTES ), (string) get_edit_term_link( $term ) );
			}
		}

		return $uses;
	}

	/** @return list<array{title: string, editUrl: string}> */
	private function widgets( string $policy ): array {
		foreach ( array( 'widget_block', 'widget_text', 'widget_custom_html' ) as $option ) {
			foreach ( (array) get_option( $option, array() ) as $widget ) {
				$content = is_array( $widget ) ? $widget['content'] ?? $widget['text'] ?? '' : '';

				if ( is_string( $content ) && self::has( $content, $policy ) ) {
					return array( self::place( __( 'Widgets', 'coop-credentials' ), admin_url( 'widgets.php' ) ) );
				}
			}
		}

		return array();
	}

	private static function title( int $id ): string {
		$title = trim( html_entity_decode( wp_strip_all_tags( (string) get_post_field( 'post_title', $id, 'raw' ) ), ENT_QUOTES ) );

		return '' === $title ? __( '(no title)', 'coop-credentials' ) : $title;
	}

	/** @return array{title: string, editUrl: string} */
	private static function place( string $title, string $edit_url ): array {
		return array(
			'title'   => $title,
			'editUrl' => $edit_url,
		);
	}
}
