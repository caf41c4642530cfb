<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

use DateTimeImmutable;
use DateTimeZone;
use wpdb;

/**
 * What the service still has to be told, kept in a table so that no outage loses it.
 *
 * An entry goes once the service has answered it for good. Each one is named by `dedup`: a newer word on the same
 * matter takes the place of an older one, and only calls that may be repeated belong here.
 */
final class Outbox {

	private const TIME = 'Y-m-d H:i:s';

	/** Seconds for which an entry is its deliverer's alone. */
	private const LEASE = 60;

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/**
	 * @param string                    $dedup What this is about, at most 128 characters, such as `redemption-17`.
	 * @param array<string, mixed>|null $body
	 * @param int                       $delay Seconds to wait first.
	 */
	public function add( string $dedup, string $method, string $path, ?array $body = null, int $delay = 0 ): void {
		$now = self::now();

		// A new row, not a changed one: whoever is just delivering the older word removes that one only.
		$this->db->replace(
			$this->table,
			array(
				'dedup'      => $dedup,
				'method'     => $method,
				'path'       => $path,
				'body'       => null === $body ? '' : (string) wp_json_encode( $body ),
				'attempts'   => 0,
				'next_at'    => $now->modify( "+$delay seconds" )->format( self::TIME ),
				'created_at' => $now->format( self::TIME ),
			)
		);

		/** Something is waiting: see Schedule. */
		do_action( 'coop_credentials_outbox_filled', $delay );
	}

	public function cancel( string $dedup ): void {
		$this->db->delete( $this->table, array( 'dedup' => $dedup ) );
	}

	/** Takes the entry that is due longest, so that nobody else delivers it meanwhile. */
	public function take(): ?Entry {
		for ( $tries = 0; $tries < 10; $tries++ ) {
			$now = self::now();
			$row = $this->db->get_row( $this->db->prepare( 'SELECT * FROM %i WHERE next_at <= %s ORDER BY next_at, id LIMIT 1', $this->table, $now->format( self::TIME ) ), ARRAY_A );

			if ( null === $row ) {
				return null;
			}

			$taken = $this->db->query(
				$this->db->prepare(
					'UPDATE %i SET attempts = attempts + 1, next_at = %s WHERE id = %d AND next_at = %s AND attempts = %d',
					$this->table,
					$now->modify( '+' . self::LEASE . ' seconds' )->format( self::TIME ),
					$row['id'],
					$row['next_at'],
					$row['attempts']
				)
			);

			if ( 1 === $taken ) {
				return Entry::from_row( $row );
			}
		}

		return null;
	}

	public function done( Entry $entry ): void {
		$this->db->delete( $this->table, array( 'id' => $entry->id ) );
	}

	public function later( Entry $entry, string $problem, int $delay ): void {
		$this->db->update(
			$this->table,
			array(
				'next_at'      => self::now()->modify( "+$delay seconds" )->format( self::TIME ),
				'last_problem' => $problem,
			),
			array( 'id' => $entry->id )
		);
	}

	/** After an outage: everything that waits for another try is due now. */
	public function hurry(): void {
		$this->db->query( $this->db->prepare( 'UPDATE %i SET next_at = %s WHERE last_problem IS NOT NULL', $this->table, self::now()->format( self::TIME ) ) );
	}

	/** @return array{waiting: int, oldest: string|null, problem: string|null} For Site Health: `oldest` in UTC. */
	public function state(): array {
		$row = $this->db->get_row( $this->db->prepare( 'SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest, MAX(last_problem) AS problem FROM %i', $this->table ), ARRAY_A );

		return array(
			'waiting' => (int) ( $row['waiting'] ?? 0 ),
			'oldest'  => $row['oldest'] ?? null,
			'problem' => $row['problem'] ?? null,
		);
	}

	/** Seconds until the next entry is due, or null when nothing waits. */
	public function next_in(): ?int {
		$next = $this->db->get_var( $this->db->prepare( 'SELECT MIN(next_at) FROM %i', $this->table ) );

		return null === $next ? null : max( 0, ( new DateTimeImmutable( $next, new DateTimeZone( 'UTC' ) ) )->getTimestamp() - time() );
	}

	private static function now(): DateTimeImmutable {
		return new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}
}
