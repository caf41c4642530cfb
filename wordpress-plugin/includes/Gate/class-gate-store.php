<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use wpdb;

/**
 * The gates of this site.
 */
final class Gate_Store {

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/** @return list<Stored_Gate> By name. */
	public function all(): array {
		$rows = $this->db->get_results( $this->db->prepare( 'SELECT * FROM %i ORDER BY name, policy', $this->table ), ARRAY_A );

		return array_map( array( Stored_Gate::class, 'from_row' ), $rows ?? array() );
	}

	public function find( string $policy ): ?Stored_Gate {
		$row = $this->db->get_row( $this->db->prepare( 'SELECT * FROM %i WHERE policy = %s', $this->table, $policy ), ARRAY_A );

		return null === $row ? null : Stored_Gate::from_row( $row );
	}

	/** @return array<string, string> What is behind each gate, by policy. */
	public function names(): array {
		return array_column( $this->db->get_results( $this->db->prepare( 'SELECT policy, name FROM %i', $this->table ), ARRAY_A ) ?? array(), 'name', 'policy' );
	}

	/** @return bool Whether it is stored now. */
	public function save( Stored_Gate $gate ): bool {
		$now    = gmdate( 'Y-m-d H:i:s' );
		$values = array( $gate->name, $gate->teaser, $gate->document, $gate->version, $gate->summary );
		$done   = $this->db->query(
			$this->db->prepare(
				'INSERT INTO %i (policy, created_at, updated_at, name, teaser, document, version, summary) VALUES (%s, %s, %s, %s, %s, %s, %d, %s)
					ON DUPLICATE KEY UPDATE updated_at = %s, name = %s, teaser = %s, document = %s, version = %d, summary = %s',
				array( $this->table, $gate->policy, $now, $now, ...$values, $now, ...$values )
			)
		);

		return false !== $done;
	}

	public function delete( string $policy ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE policy = %s', $this->table, $policy ) );
	}
}
