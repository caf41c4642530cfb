<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use wpdb;

/**
 * Which order uses which offer. A row is there before the service is asked, so that nothing asked is forgotten.
 */
final class Redemption_Store {

	private const TIME = 'Y-m-d H:i:s';

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/** @return list<Redemption> Oldest first. */
	public function of_order( int $order_id ): array {
		return $this->read( $this->db->prepare( 'SELECT * FROM %i WHERE order_id = %d ORDER BY id', $this->table, $order_id ) );
	}

	public function find( int $id ): ?Redemption {
		return $this->read( $this->db->prepare( 'SELECT * FROM %i WHERE id = %d', $this->table, $id ) )[0] ?? null;
	}

	/**
	 * The row for a key: made, or there already because the same order asks twice at the same time.
	 */
	public function asked( int $order_id, int $offer_id, string $verification_id, string $key ): Redemption {
		$now = gmdate( self::TIME );
		$this->db->query(
			$this->db->prepare(
				'INSERT IGNORE INTO %i (order_id, offer_id, verification_id, redemption_id, idempotency_key, state, created_at, updated_at) VALUES (%d, %d, %s, %s, %s, %s, %s, %s)',
				$this->table,
				$order_id,
				$offer_id,
				$verification_id,
				'',
				$key,
				Redemption::ASKED,
				$now,
				$now
			)
		);

		return $this->read( $this->db->prepare( 'SELECT * FROM %i WHERE idempotency_key = %s', $this->table, $key ) )[0]
			?? throw new \RuntimeException( 'The use of an offer cannot be written down.' );
	}

	public function set( Redemption $redemption, string $state, ?string $redemption_id = null ): void {
		$this->db->update(
			$this->table,
			array(
				'state'         => $state,
				'redemption_id' => $redemption_id ?? $redemption->redemption_id,
				'updated_at'    => gmdate( self::TIME ),
			),
			array( 'id' => $redemption->id )
		);
	}

	/** @return list<Redemption> Such as nobody has settled since that moment. */
	public function left_open( int $since ): array {
		return $this->read(
			$this->db->prepare(
				'SELECT * FROM %i WHERE state IN (%s, %s) AND updated_at < %s ORDER BY updated_at LIMIT 100',
				$this->table,
				Redemption::RESERVED,
				Redemption::KEPT,
				gmdate( self::TIME, $since )
			)
		);
	}

	/** @return list<Redemption> */
	private function read( string $query ): array {
		return array_map( array( Redemption::class, 'from_row' ), $this->db->get_results( $query, ARRAY_A ) ?? array() ); // phpcs:ignore -- Prepared by the caller.
	}
}
