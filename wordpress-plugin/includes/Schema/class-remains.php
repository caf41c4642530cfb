<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

use CoopCredentials\Feed\Feed_Module;
use CoopCredentials\Outbox\Schedule;
use CoopCredentials\Seal\Seal_Post_Type;
use wpdb;

/**
 * All that the plugin keeps on one site, for taking it away.
 *
 * Words that an author sealed are the author's: they become drafts, which nobody but the site's own people can read.
 */
final class Remains {

	/** WooCommerce keeps orders in tables of its own. */
	private const META_TABLES = array( 'postmeta', 'termmeta', 'wc_orders_meta' );

	public function __construct( private readonly wpdb $db ) {}

	public function remove(): void {
		Feed_Module::clear();
		Schedule::clear();
		Capability::take();
		$this->unseal();
		( new Tables( $this->db ) )->drop();

		foreach ( self::META_TABLES as $name ) {
			$this->remove_meta( $this->db->prefix . $name );
		}

		$this->remove_options();
	}

	/** What a post has now; what only its revisions had goes. */
	private function unseal(): void {
		$this->db->query(
			$this->db->prepare(
				"UPDATE %i AS part JOIN %i AS host ON host.ID = part.post_parent AND host.post_content LIKE CONCAT('%%', part.post_name, '%%')
					SET part.post_type = 'post', part.post_status = 'draft', part.post_parent = 0, part.post_name = '', part.post_excerpt = '', part.post_title = CONCAT(%s, host.post_title)
					WHERE part.post_type = %s",
				$this->db->posts,
				$this->db->posts,
				__( 'Was behind a gate: ', 'coop-credentials' ),
				Seal_Post_Type::NAME
			)
		);
		$this->db->delete( $this->db->posts, array( 'post_type' => Seal_Post_Type::NAME ) );
	}

	private function remove_meta( string $table ): void {
		if ( $table === $this->db->get_var( $this->db->prepare( 'SHOW TABLES LIKE %s', $this->db->esc_like( $table ) ) ) ) {
			$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE meta_key LIKE %s', $table, $this->db->esc_like( '_coop_credentials_' ) . '%' ) );
		}
	}

	private function remove_options(): void {
		foreach ( array( 'coop_credentials_', '_transient_coop_credentials_', '_transient_timeout_coop_credentials_' ) as $prefix ) {
			$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE option_name LIKE %s', $this->db->options, $this->db->esc_like( $prefix ) . '%' ) );
		}

		wp_cache_flush();
	}
}
