<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Outbox\Delivery_Rule;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;

/**
 * Uses an offer at the service: reserving waits for the answer, everything after it goes by the outbox.
 */
final class Ledger {

	private const SECONDS = 2.0;

	/** How the outbox knows a call again. */
	private const ASK    = 'redemption-ask-';
	private const SETTLE = 'redemption-';

	public function __construct(
		private readonly Site_Api $service,
		private readonly Redemption_Store $redemptions,
		private readonly Outbox $outbox,
	) {}

	/** What an order's use of an offer stands at, or null where it has none. */
	public function latest( int $order_id, int $offer_id ): ?Redemption {
		$of_offer = $this->of_offer( $order_id, $offer_id );

		return array() === $of_offer ? null : end( $of_offer );
	}

	/**
	 * Reserves one use for an order. Asking twice for one order, even at the same time, takes one.
	 *
	 * @param string $order_secret Something only this order has: it keeps keys of two databases apart.
	 * @throws Problem When there is none to be had, or no answer within two seconds.
	 */
	public function reserve( int $order_id, string $order_secret, Offer $offer, string $verification_id ): void {
		$before = $this->of_offer( $order_id, $offer->id );
		$last   = array() === $before ? null : end( $before );

		if ( null !== $last && $last->counts( time() ) && ( Redemption::RESERVED !== $last->state || $last->verification_id === $verification_id ) ) {
			return;
		}

		if ( null !== $last && Redemption::RESERVED === $last->state ) {
			$this->settle( $last, 'release' ); // Another membership now, or its time is over.
		}

		$goes_on = null !== $last && Redemption::ASKED === $last->state && $last->verification_id === $verification_id;
		$key     = $goes_on ? $last->key : self::key( $order_id, $order_secret, $offer->id, count( $before ) + 1 );
		$this->ask( $this->redemptions->asked( $order_id, $offer->id, $verification_id, $key ) );
	}

	/** @throws Problem */
	private function ask( Redemption $redemption ): void {
		try {
			$answer = $this->service->send( 'POST', '/v1/redemptions', self::question( $redemption ), self::SECONDS );
		} catch ( Problem $problem ) {
			if ( Delivery_Rule::is_final( $problem ) ) {
				$this->redemptions->set( $redemption, Redemption::REFUSED );
			} else {
				// It may have been taken all the same. Once the service is back the same call says so, and gives it back.
				$this->outbox->add( self::ASK . $redemption->id, 'POST', '/v1/redemptions', self::question( $redemption ), 60 );
			}

			throw $problem;
		}

		$this->outbox->cancel( self::ASK . $redemption->id );
		$this->answered( $redemption, $answer );
	}

	/**
	 * @param array<string, mixed> $answer
	 * @throws Problem When the answer reserves nothing.
	 */
	private function answered( Redemption $redemption, array $answer ): void {
		$id = $answer['id'] ?? null;

		if ( ! is_string( $id ) || 1 !== preg_match( '/^[\w.:-]{1,64}$/D', $id ) || ! in_array( $answer['state'] ?? null, array( 'reserved', 'committed' ), true ) ) {
			$this->redemptions->set( $redemption, Redemption::REFUSED );

			throw new Problem( 'internal_error', 502, array(), 'the service reserved nothing' );
		}

		$this->redemptions->set( $redemption, Redemption::RESERVED, $id );
	}

	/** @param string $step `keep`, `commit` or `release`. */
	public function settle( Redemption $redemption, string $step ): void {
		if ( '' === $redemption->redemption_id ) {
			return; // Nothing came back yet; its answer will be settled by the order as it is then.
		}

		$this->redemptions->set( $redemption, Order_Rule::after( $step ) );
		$this->outbox->add( self::SETTLE . $redemption->id, 'POST', "/v1/redemptions/{$redemption->redemption_id}/$step" );
	}

	/** Asks in the background, for an order that has the discount already: it is paid for, and nobody waits. */
	public function reserve_later( int $order_id, string $order_secret, Offer $offer, string $verification_id ): void {
		$number     = count( $this->of_offer( $order_id, $offer->id ) ) + 1;
		$redemption = $this->redemptions->asked( $order_id, $offer->id, $verification_id, self::key( $order_id, $order_secret, $offer->id, $number ) );
		$this->outbox->add( self::ASK . $redemption->id, 'POST', '/v1/redemptions', self::question( $redemption ) );
	}

	/**
	 * The outbox got an answer.
	 *
	 * @param array<string, mixed> $answer
	 * @return Redemption|null One that is reserved by it, and still to be settled.
	 */
	public function delivered( string $dedup, array $answer ): ?Redemption {
		$redemption = $this->named( $dedup, self::ASK );

		if ( null === $redemption || Redemption::ASKED !== $redemption->state ) {
			return null;
		}

		try {
			$this->answered( $redemption, $answer );
		} catch ( Problem ) {
			return null;
		}

		return $this->redemptions->find( $redemption->id );
	}

	/** @return Redemption|null One that counts for nothing now, though its order may have the discount. */
	public function undeliverable( string $dedup, Problem $problem ): ?Redemption {
		$redemption = $this->named( $dedup, self::ASK ) ?? $this->named( $dedup, self::SETTLE );

		if ( null === $redemption || Redemption::RELEASED === $redemption->state ) {
			return null;
		}

		$this->redemptions->set( $redemption, Redemption::REFUSED );

		return $redemption;
	}

	private function named( string $dedup, string $prefix ): ?Redemption {
		return 1 === preg_match( '/^' . preg_quote( $prefix, '/' ) . '(\d+)$/D', $dedup, $found ) ? $this->redemptions->find( (int) $found[1] ) : null;
	}

	/** @return list<Redemption> */
	private function of_offer( int $order_id, int $offer_id ): array {
		return array_values( array_filter( $this->redemptions->of_order( $order_id ), static fn ( Redemption $one ): bool => $one->offer_id === $offer_id ) );
	}

	/** The same for the same try of the same order, so that two calls at once are one use. */
	private static function key( int $order_id, string $order_secret, int $offer_id, int $number ): string {
		return "wc-$order_id-$offer_id-$number-" . substr( hash( 'sha256', $order_secret ), 0, 16 );
	}

	/** @return array<string, mixed> */
	private static function question( Redemption $redemption ): array {
		return array(
			'verificationId' => $redemption->verification_id,
			'idempotencyKey' => $redemption->key,
			'ttl'            => Redemption::TTL,
		);
	}
}
