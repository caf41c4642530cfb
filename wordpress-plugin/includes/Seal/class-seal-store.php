<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use wpdb;

/**
 * Sealed parts as rows of the posts table. Written without WordPress' actions, which would hand their words to
 * every plugin that indexes, mirrors or mails what is saved.
 */
final class Seal_Store {

	private const KEY = '/^[0-9a-f]{32}$/D';

	public function __construct( private readonly wpdb $db ) {}

	public static function is_key( mixed $key ): bool {
		return is_string( $key ) && 1 === preg_match( self::KEY, $key );
	}

	public function find( mixed $key ): ?Sealed_Part {
		$row = self::is_key( $key ) ? $this->db->get_row(
			$this->db->prepare( 'SELECT post_parent, post_title, post_content FROM %i WHERE post_name = %s AND post_type = %s LIMIT 1', $this->db->posts, $key, Seal_Post_Type::NAME )
		) : null;

		return null === $row ? null : new Sealed_Part( $key, (int) $row->post_parent, $row->post_title, $row->post_content );
	}

	/** Keeps a part and gives back its key; the same part of the same post has one key. */
	public function put( int $host, string $policy, string $content ): string {
		$hash = hash( 'sha256', $policy . '|' . $content );
		$key  = 0 === $host ? null : $this->db->get_var(
			$this->db->prepare( 'SELECT post_name FROM %i WHERE post_parent = %d AND post_type = %s AND post_excerpt = %s LIMIT 1', $this->db->posts, $host, Seal_Post_Type::NAME, $hash )
		);

		return $key ?? $this->insert( $host, $policy, $content, $hash );
	}

	/** @param list<string> $keys Those of them that nobody's post has yet become that post's. */
	public function adopt( array $keys, int $host ): void {
		foreach ( array_filter( $keys, array( self::class, 'is_key' ) ) as $key ) {
			$this->db->update( $this->db->posts, array( 'post_parent' => $host ), array( 'post_name' => $key, 'post_type' => Seal_Post_Type::NAME, 'post_parent' => 0 ) );
		}
	}

	/** Removes a post's parts that neither it nor any of its revisions refers to, and what no post took within a day. */
	public function sweep( int $host ): void {
		$keys = $this->db->get_col( $this->db->prepare( 'SELECT post_name FROM %i WHERE post_parent = %d AND post_type = %s', $this->db->posts, $host, Seal_Post_Type::NAME ) );

		if ( array() === $keys ) {
			return;
		}

		$contents = implode( "\n", $this->db->get_col( $this->db->prepare( "SELECT post_content FROM %i WHERE ID = %d OR ( post_parent = %d AND post_type = 'revision' )", $this->db->posts, $host, $host ) ) );

		foreach ( $keys as $key ) {
			str_contains( $contents, $key ) || $this->db->delete( $this->db->posts, array( 'post_name' => $key, 'post_type' => Seal_Post_Type::NAME, 'post_parent' => $host ) );
		}

		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE post_parent = 0 AND post_type = %s AND post_date_gmt < %s', $this->db->posts, Seal_Post_Type::NAME, gmdate( 'Y-m-d H:i:s', time() - DAY_IN_SECONDS ) ) );
	}

	public function remove( int $host ): void {
		$this->db->delete( $this->db->posts, array( 'post_parent' => $host, 'post_type' => Seal_Post_Type::NAME ) );
	}

	private function insert( int $host, string $policy, string $content, string $hash ): string {
		$key = bin2hex( random_bytes( 16 ) );

		$this->db->insert(
			$this->db->posts,
			array(
				'post_type'             => Seal_Post_Type::NAME,
				'post_status'           => 'private',
				'post_parent'           => $host,
				'post_name'             => $key,
				'post_title'            => $policy,
				'post_content'          => $content,
				'post_excerpt'          => $hash,
				'post_author'           => get_current_user_id(),
				'post_date'             => current_time( 'mysql' ),
				'post_date_gmt'         => current_time( 'mysql', true ),
				'post_modified'         => current_time( 'mysql' ),
				'post_modified_gmt'     => current_time( 'mysql', true ),
				'comment_status'        => 'closed',
				'ping_status'           => 'closed',
				'to_ping'               => '',
				'pinged'                => '',
				'post_content_filtered' => '',
			)
		);

		return $key;
	}
}
