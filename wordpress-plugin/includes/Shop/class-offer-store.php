<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use wpdb;

/**
 * The offers of this shop. They are few, so they are read together, once a request and only where a shop asks.
 */
final class Offer_Store {

	/** @var list<Offer>|null */
	private ?array $offers = null;

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/** @return list<Offer> Oldest first. */
	public function all(): array {
		return $this->offers ??= array_map(
			array( Offer::class, 'from_row' ),
			$this->db->get_results( $this->db->prepare( 'SELECT * FROM %i ORDER BY id', $this->table ), ARRAY_A ) ?? array()
		);
	}

	/** @return list<Offer> */
	public function open(): array {
		return array_values( array_filter( $this->all(), static fn ( Offer $offer ): bool => $offer->enabled ) );
	}

	public function find( int $id ): ?Offer {
		return $this->first( static fn ( Offer $offer ): bool => $offer->id === $id );
	}

	/** Whether an offer is on or not: its code is never another coupon's. */
	public function by_code( string $code ): ?Offer {
		$code = mb_strtolower( $code );

		return $this->first( static fn ( Offer $offer ): bool => $offer->code === $code );
	}

	/** @return int|null The offer's id, or null when its code is taken. */
	public function save( Offer $offer ): ?int {
		$now = gmdate( 'Y-m-d H:i:s' );
		$row = array(
			...$offer->to_array(),
			'products'   => (string) wp_json_encode( $offer->products ),
			'categories' => (string) wp_json_encode( $offer->categories ),
			'enabled'    => (int) $offer->enabled,
			'updated_at' => $now,
		);
		unset( $row['id'] );

		$quiet = $this->db->suppress_errors(); // A code that is taken is an answer, not a fault.
		$saved = 0 === $offer->id
			? $this->db->insert( $this->table, array( ...$row, 'created_at' => $now ) )
			: $this->db->update( $this->table, $row, array( 'id' => $offer->id ) );
		$this->db->suppress_errors( $quiet );
		$this->offers = null;

		return false === $saved ? null : ( 0 === $offer->id ? (int) $this->db->insert_id : $offer->id );
	}

	public function delete( int $id ): bool {
		$this->offers = null;

		return 1 === $this->db->delete( $this->table, array( 'id' => $id ) );
	}

	/** @param callable(Offer): bool $is */
	private function first( callable $is ): ?Offer {
		foreach ( $this->all() as $offer ) {
			if ( $is( $offer ) ) {
				return $offer;
			}
		}

		return null;
	}
}
