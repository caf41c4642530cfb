<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * One use of an offer by an order, and how far it has come.
 *
 * `asked` was sent and not answered; `reserved` counts until its time limit; `kept` counts without one (the order is
 * placed); `committed` is paid for; `released` and `refused` count no more.
 */
final class Redemption {

	public const ASKED     = 'asked';
	public const RESERVED  = 'reserved';
	public const KEPT      = 'kept';
	public const COMMITTED = 'committed';
	public const RELEASED  = 'released';
	public const REFUSED   = 'refused';

	/** Seconds that a reservation lives for somebody who pays at once, or comes back from a payment page. */
	public const TTL = 3600;

	/** Seconds before its end from which on it is not relied on any more. */
	private const MARGIN = 60;

	public function __construct(
		public readonly int $id,
		public readonly int $order_id,
		public readonly int $offer_id,
		public readonly string $verification_id,
		public readonly string $redemption_id,
		public readonly string $key,
		public readonly string $state,
		public readonly int $created_at,
	) {}

	/** @param array<string, string|null> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['order_id'],
			(int) $row['offer_id'],
			(string) $row['verification_id'],
			(string) $row['redemption_id'],
			(string) $row['idempotency_key'],
			(string) $row['state'],
			(int) strtotime( $row['created_at'] . ' UTC' )
		);
	}

	/** Whether the service counts this use just now, as far as this shop knows. */
	public function counts( int $now ): bool {
		return self::KEPT === $this->state
			|| self::COMMITTED === $this->state
			|| ( self::RESERVED === $this->state && $now < $this->created_at + self::TTL - self::MARGIN );
	}

	/** Whether it is still to be settled one way or the other. */
	public function is_open(): bool {
		return in_array( $this->state, array( self::ASKED, self::RESERVED, self::KEPT ), true );
	}
}
