<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use DateTimeImmutable;
use wpdb;

/**
 * Grants: who may see what, until when, and why.
 *
 * One row a verification; the unique key on `verification_id` makes saving twice harmless.
 * Rows hold the pairwise holder id, never a claim or a presentation.
 */
final class Grant_Store {

	private const TIME = 'Y-m-d H:i:s';

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/**
	 * Saves a grant unless its verification already has one.
	 *
	 * @return bool False when it was there already.
	 */
	public function add( Grant $grant, DateTimeImmutable $now ): bool {
		$added = $this->db->query(
			$this->db->prepare(
				'INSERT INTO %i (verification_id, policy, visitor, holder, reason, granted_at, expires_at) VALUES (%s, %s, %s, %s, %s, %s, %s)
					ON DUPLICATE KEY UPDATE verification_id = verification_id',
				$this->table,
				$grant->verification_id,
				$grant->policy,
				$grant->visitor,
				$grant->holder,
				$grant->reason,
				$now->format( self::TIME ),
				$grant->expires_at->format( self::TIME )
			)
		);

		return 1 === $added;
	}

	/**
	 * The visitor's grant of a policy that is live at that moment, the longest if there are several.
	 *
	 * @param non-empty-list<string> $visitors The visitor's hashes.
	 */
	public function live( string $policy, array $visitors, DateTimeImmutable $now ): ?Grant {
		$row = $this->db->get_row(
			$this->db->prepare(
				'SELECT * FROM %i WHERE visitor IN (%s, %s) AND policy = %s AND expires_at > %s ORDER BY expires_at DESC LIMIT 1',
				$this->table,
				$visitors[0],
				end( $visitors ),
				$policy,
				$now->format( self::TIME )
			),
			ARRAY_A
		);

		return null === $row ? null : Grant::from_row( $row );
	}

	/**
	 * When the visitor's last grant ends, or null without one: so long does the cookie have to live.
	 *
	 * @param non-empty-list<string> $visitors
	 */
	public function last_end( array $visitors ): ?DateTimeImmutable {
		$end = $this->db->get_var( $this->db->prepare( 'SELECT MAX(expires_at) FROM %i WHERE visitor IN (%s, %s)', $this->table, $visitors[0], end( $visitors ) ) );

		return null === $end ? null : new DateTimeImmutable( $end, new \DateTimeZone( 'UTC' ) );
	}

	/** @param non-empty-list<string> $visitors */
	public function forget( string $policy, array $visitors ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE visitor IN (%s, %s) AND policy = %s', $this->table, $visitors[0], end( $visitors ), $policy ) );
	}

	public function move( string $from_visitor, string $to_visitor ): void {
		$this->db->query( $this->db->prepare( 'UPDATE %i SET visitor = %s WHERE visitor = %s', $this->table, $to_visitor, $from_visitor ) );
	}

	public function remove_expired( DateTimeImmutable $now ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE expires_at < %s LIMIT 500', $this->table, $now->format( self::TIME ) ) );
	}
}
