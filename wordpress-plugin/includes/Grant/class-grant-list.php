<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use DateTimeImmutable;
use DateTimeZone;
use Generator;
use wpdb;

/**
 * Grants as who runs the site sees them: all of them, a page at a time or as a table; and ending them by hand.
 */
final class Grant_List {

	private const CHUNK = 500;

	/** As an account's grants are kept; see Account. */
	private const ACCOUNT = "SHA2(CONCAT('account|', %d, '|', ID), 256)";

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/**
	 * @param string $policy Only of that gate; empty for all.
	 * @param string $state Only in that state; empty for all. What has run out is `expired`.
	 * @return list<array<string, mixed>> Newest first.
	 */
	public function page( string $policy, string $state, int $page, int $per_page ): array {
		list( $where, $values ) = $this->where( $policy, $state );

		return $this->rows( "$where ORDER BY id DESC LIMIT %d OFFSET %d", array( ...$values, $per_page, max( 0, $page - 1 ) * $per_page ) );
	}

	public function count( string $policy, string $state ): int {
		list( $where, $values ) = $this->where( $policy, $state );

		return (int) $this->db->get_var( $this->db->prepare( "SELECT COUNT(*) FROM %i WHERE $where", array( $this->table, ...$values ) ) ); // phpcs:ignore -- Conditions of our own with placeholders.
	}

	/** @return Generator<array<string, mixed>> All of them, newest first, a few hundred in memory. */
	public function each( string $policy, string $state ): Generator {
		list( $where, $values ) = $this->where( $policy, $state );
		$before                 = PHP_INT_MAX;

		do {
			$rows = $this->rows( "$where AND id < %d ORDER BY id DESC LIMIT %d", array( ...$values, $before, self::CHUNK ) );

			foreach ( $rows as $row ) {
				$before = $row['id'];
				yield $row;
			}
		} while ( self::CHUNK === count( $rows ) );
	}

	public function find( int $id ): ?Grant {
		$row = $this->db->get_row( $this->db->prepare( 'SELECT * FROM %i WHERE id = %d', $this->table, $id ), ARRAY_A );

		return null === $row ? null : Grant::from_row( $row );
	}

	/**
	 * Ends a grant by hand. With a ban, everything goes that the same person has of the gate; ending a ban
	 * ends every ban of theirs. Ending what is live lifts none.
	 *
	 * @return bool Whether it was not so already.
	 */
	public function end( int $id, Grant $grant, bool $stays_out ): bool {
		$state = $stays_out ? Grant::BANNED : Grant::ENDED;
		$done  = $this->db->query(
			$this->db->prepare(
				'UPDATE %i SET state = %s WHERE id = %d OR (holder = %s AND policy = %s AND ((state = %s AND %d) OR %d))',
				$this->table,
				$state,
				$id,
				$grant->holder,
				$grant->policy,
				Grant::BANNED,
				(int) ( Grant::BANNED === $grant->state ),
				(int) $stays_out
			)
		);

		return (int) $done > 0;
	}

	/** Ends what a gate opened that is no more. @return int How many that were. */
	public function end_policy( string $policy ): int {
		return (int) $this->db->query( $this->db->prepare( 'UPDATE %i SET state = %s WHERE policy = %s AND state = %s', $this->table, Grant::POLICY_CHANGED, $policy, Grant::LIVE ) );
	}

	/**
	 * @param string           $conditions With placeholders.
	 * @param list<int|string> $values
	 * @return list<array<string, mixed>>
	 */
	private function rows( string $conditions, array $values ): array {
		$rows     = $this->db->get_results( $this->db->prepare( "SELECT * FROM %i WHERE $conditions", array( $this->table, ...$values ) ), ARRAY_A ) ?? array(); // phpcs:ignore -- As above.
		$accounts = $this->accounts( array_column( $rows, 'visitor' ) );
		$now      = self::now();

		return array_map(
			static fn ( array $row ): array => array(
				'id'         => (int) $row['id'],
				'policy'     => $row['policy'],
				'holder'     => $row['holder'],
				'issuer'     => $row['issuer'],
				'issuerName' => $row['issuer_name'],
				'reason'     => $row['reason'],
				'state'      => Grant::LIVE === $row['state'] && $row['expires_at'] <= $now ? 'expired' : $row['state'],
				'grantedAt'  => self::iso( $row['granted_at'] ),
				'expiresAt'  => self::iso( $row['expires_at'] ),
				'isAccount'  => isset( $accounts[ $row['visitor'] ] ),
			),
			$rows
		);
	}

	/** @return array{string, list<string>} */
	private function where( string $policy, string $state ): array {
		$where  = array( '1 = 1' );
		$values = array();

		if ( '' !== $policy ) {
			$where[]  = 'policy = %s';
			$values[] = $policy;
		}

		if ( Grant::LIVE === $state ) {
			$where[] = 'state = %s AND expires_at > %s';
			array_push( $values, $state, self::now() );
		} elseif ( 'expired' === $state ) {
			$where[] = '(state = %s OR (state = %s AND expires_at <= %s))';
			array_push( $values, $state, Grant::LIVE, self::now() );
		} elseif ( '' !== $state ) {
			$where[]  = 'state = %s';
			$values[] = $state;
		}

		return array( implode( ' AND ', $where ), $values );
	}

	/**
	 * Which hashes are those of accounts.
	 *
	 * @param list<string> $visitors
	 * @return array<string, true>
	 */
	private function accounts( array $visitors ): array {
		if ( array() === $visitors ) {
			return array();
		}

		$places = implode( ', ', array_fill( 0, count( $visitors ), '%s' ) );
		$site   = get_current_blog_id();
		$found  = $this->db->get_col( $this->db->prepare( 'SELECT ' . self::ACCOUNT . " FROM {$this->db->users} WHERE " . self::ACCOUNT . " IN ($places)", array( $site, $site, ...$visitors ) ) ); // phpcs:ignore -- Placeholders only.

		return array_fill_keys( $found, true );
	}

	private static function now(): string {
		return gmdate( 'Y-m-d H:i:s' );
	}

	private static function iso( string $time ): string {
		return ( new DateTimeImmutable( $time, new DateTimeZone( 'UTC' ) ) )->format( 'Y-m-d\TH:i:s\Z' );
	}
}
