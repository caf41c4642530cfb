<?php
declare( strict_types=1 );

namespace CoopCredentials\Cli;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Schema\Tables;
use wpdb;

/**
 * Removes what is kept of visitors: what has ended, or everything.
 */
final class Purge {

	public function __construct(
		private readonly wpdb $db,
		private readonly Tables $tables,
		private readonly Event_Log $log,
		private readonly Outbox $outbox,
	) {}

	/** @return int How many rows went. Who is banned stays known. */
	public function ended(): int {
		$now     = gmdate( 'Y-m-d H:i:s' );
		$removed = (int) $this->db->query(
			$this->db->prepare(
				"DELETE FROM %i WHERE state <> %s AND ( expires_at <= %s OR state NOT IN ('live', 'suspended', 'unreachable') )",
				$this->tables->grants(),
				Grant::BANNED,
				$now
			)
		);

		return $removed + $this->log->remove_old();
	}

	/** @return int How many rows went. The service is told, once it answers. */
	public function everything(): int {
		$removed = 0;
		$last    = 0;

		do {
			$rows = $this->db->get_results( $this->db->prepare( 'SELECT id, verification_id FROM %i WHERE id > %d ORDER BY id LIMIT 500', $this->tables->grants(), $last ), ARRAY_A );

			foreach ( $rows as $row ) {
				$last = (int) $row['id'];
				$this->outbox->add( 'forget-' . $row['verification_id'], 'DELETE', '/v1/verifications/' . rawurlencode( $row['verification_id'] ) );
			}
		} while ( array() !== $rows );

		foreach ( array( $this->tables->grants(), $this->tables->requests(), $this->tables->events() ) as $table ) {
			$removed += (int) $this->db->query( $this->db->prepare( 'DELETE FROM %i', $table ) );
		}

		return $removed;
	}
}
