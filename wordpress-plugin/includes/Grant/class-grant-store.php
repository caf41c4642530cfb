<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use DateInterval;
use DateTimeImmutable;
use DateTimeZone;
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
				'INSERT INTO %i (verification_id, policy, policy_version, visitor, holder, issuer, issuer_name, reason, state, granted_at, expires_at)
					VALUES (%s, %s, %d, %s, %s, %s, %s, %s, %s, %s, %s)
					ON DUPLICATE KEY UPDATE verification_id = verification_id',
				$this->table,
				$grant->verification_id,
				$grant->policy,
				$grant->policy_version,
				$grant->visitor,
				$grant->holder,
				$grant->issuer,
				$grant->issuer_name,
				$grant->reason,
				$grant->state,
				$now->format( self::TIME ),
				$grant->expires_at->format( self::TIME )
			)
		);

		return 1 === $added;
	}

	/**
	 * The visitor's grant of a policy that opens at that moment, the longest if there are several.
	 *
	 * @param non-empty-list<string> $visitors The visitor's hashes.
	 */
	public function live( string $policy, array $visitors, DateTimeImmutable $now ): ?Grant {
		$row = $this->db->get_row(
			$this->db->prepare(
				'SELECT * FROM %i WHERE visitor IN (' . self::places( $visitors ) . ') AND policy = %s AND state = %s AND expires_at > %s ORDER BY expires_at DESC LIMIT 1', // phpcs:ignore -- Placeholders only.
				array( $this->table, ...$visitors, $policy, Grant::LIVE, $now->format( self::TIME ) )
			),
			ARRAY_A
		);

		return null === $row ? null : Grant::from_row( $row );
	}

	/**
	 * All that the visitor has, also what has ended and is still kept; the longest first.
	 *
	 * @param non-empty-list<string> $visitors The visitor's hashes.
	 * @return list<Grant>
	 */
	public function of( array $visitors ): array {
		$rows = $this->db->get_results(
			$this->db->prepare(
				'SELECT * FROM %i WHERE visitor IN (' . self::places( $visitors ) . ') ORDER BY expires_at DESC, id DESC', // phpcs:ignore -- Placeholders only.
				array( $this->table, ...$visitors )
			),
			ARRAY_A
		);

		return array_map( array( Grant::class, 'from_row' ), $rows ?? array() );
	}

	/**
	 * When the visitor's last grant ends, or null without one that lasts: so long does the cookie have to live.
	 * A suspended grant counts, because it may live again.
	 *
	 * @param non-empty-list<string> $visitors
	 */
	public function last_end( array $visitors, DateTimeImmutable $now ): ?DateTimeImmutable {
		$end = $this->db->get_var(
			$this->db->prepare(
				'SELECT MAX(expires_at) FROM %i WHERE visitor IN (' . self::places( $visitors ) . ') AND expires_at > %s', // phpcs:ignore -- Placeholders only.
				array( $this->table, ...$visitors, $now->format( self::TIME ) )
			)
		);

		return null === $end ? null : new DateTimeImmutable( $end, new DateTimeZone( 'UTC' ) );
	}

	/**
	 * Who is kept out stays so: dropping what one had is no way back in.
	 *
	 * @param non-empty-list<string> $visitors
	 */
	public function forget( string $policy, array $visitors ): void {
		$this->db->query(
			$this->db->prepare(
				'DELETE FROM %i WHERE visitor IN (' . self::places( $visitors ) . ') AND policy = %s AND state <> %s', // phpcs:ignore -- Placeholders only.
				array( $this->table, ...$visitors, $policy, Grant::BANNED )
			)
		);
	}

	/** @param non-empty-list<string> $visitors */
	public function forget_all( array $visitors ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE visitor IN (' . self::places( $visitors ) . ') AND state <> %s', array( $this->table, ...$visitors, Grant::BANNED ) ) ); // phpcs:ignore -- Placeholders only.
	}

	public function move( string $from_visitor, string $to_visitor ): void {
		$this->db->query( $this->db->prepare( 'UPDATE %i SET visitor = %s WHERE visitor = %s', $this->table, $to_visitor, $from_visitor ) );
	}

	/** Whether whoever this is was told by the site's team to stay out. */
	public function is_kept_out( string $policy, string $holder ): bool {
		return null !== $this->db->get_var( $this->db->prepare( 'SELECT id FROM %i WHERE holder = %s AND policy = %s AND state = %s LIMIT 1', $this->table, $holder, $policy, Grant::BANNED ) );
	}

	/**
	 * @param string|null $from The state it was read in, where one was: what the site's team did meanwhile stays.
	 * @return bool Whether there was a grant of this verification that is now in another state than before.
	 */
	public function change_state( string $verification_id, string $state, ?string $from = null ): bool {
		return 1 === $this->db->query( $this->db->prepare( 'UPDATE %i SET state = %s WHERE verification_id = %s AND (%d OR state = %s)', $this->table, $state, $verification_id, (int) ( null === $from ), (string) $from ) );
	}

	/** What has ended stays for a month, so that a page can say what was, and a suspension can be lifted; a ban stays. */
	public function remove_expired( DateTimeImmutable $now ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE expires_at < %s AND state <> %s LIMIT 500', $this->table, $now->sub( new DateInterval( 'P1M' ) )->format( self::TIME ), Grant::BANNED ) );
	}

	/** @param non-empty-list<string> $values */
	private static function places( array $values ): string {
		return implode( ', ', array_fill( 0, count( $values ), '%s' ) );
	}
}
