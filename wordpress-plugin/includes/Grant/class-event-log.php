<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use wpdb;

/**
 * What happened to grants: when, to which, by whom, why. Only ever added to, and kept for a year.
 */
final class Event_Log {

	public const GRANTED = 'granted';
	public const ENDED   = 'ended';
	public const CHANGED = 'changed';
	public const MOVED   = 'moved';
	public const DROPPED = 'dropped';
	public const REFUSED = 'refused';

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/**
	 * @param string $kind One of the constants.
	 * @param int    $actor The user who did it; 0 for a visitor, or for what happened by itself.
	 * @param string $detail A sentence or a state, plain text.
	 */
	public function add( string $kind, string $policy, string $verification_id, string $holder, int $actor = 0, string $detail = '' ): void {
		$this->db->insert(
			$this->table,
			array(
				'at'              => gmdate( 'Y-m-d H:i:s' ),
				'kind'            => $kind,
				'policy'          => $policy,
				'verification_id' => $verification_id,
				'holder'          => $holder,
				'actor'           => $actor,
				'detail'          => mb_substr( $detail, 0, 1000 ),
			)
		);
	}

	/**
	 * A page of the log, newest first.
	 *
	 * @return list<array{id: int, at: string, kind: string, policy: string, verification_id: string, holder: string, actor: int, detail: string}>
	 */
	public function page( int $page = 1, int $per_page = 50 ): array {
		$rows = $this->db->get_results(
			$this->db->prepare( 'SELECT * FROM %i ORDER BY id DESC LIMIT %d OFFSET %d', $this->table, $per_page, max( 0, $page - 1 ) * $per_page ),
			ARRAY_A
		);

		return array_map(
			static fn ( array $row ): array => array(
				...$row,
				'id'    => (int) $row['id'],
				'actor' => (int) $row['actor'],
			),
			$rows ?? array()
		);
	}

	/** @return int How many entries were older than a year, and are gone. */
	public function remove_old(): int {
		return (int) $this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE at < %s LIMIT 5000', $this->table, gmdate( 'Y-m-d H:i:s', time() - YEAR_IN_SECONDS ) ) );
	}

	/** What a person's entries say stays; whose they are goes. */
	public function forget( string $holder ): void {
		$this->db->update(
			$this->table,
			array(
				'holder'          => '',
				'verification_id' => '',
			),
			array( 'holder' => $holder )
		);
	}

	public function total(): int {
		return (int) $this->db->get_var( $this->db->prepare( 'SELECT COUNT(*) FROM %i', $this->table ) );
	}
}
