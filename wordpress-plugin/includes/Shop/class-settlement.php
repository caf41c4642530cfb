<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Problem\Problem;
use WC_Order;

/**
 * Follows an order after it was placed: kept while it waits, committed when it is paid, released when it comes to
 * nothing or all of it is refunded. What the service has to hear goes by the outbox.
 */
final class Settlement {

	public const SWEEP = 'coop_credentials_settle_orders';

	/** The offers for which an order was held already. */
	private const HELD = '_coop_credentials_held';

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Redemption_Store $redemptions,
		private readonly Ledger $ledger,
		private readonly Entitlements $entitlements,
		private readonly Grant_Finder $grants,
	) {}

	public function hook(): void {
		foreach ( array( 'on-hold', 'failed', 'cancelled', 'refunded', ...wc_get_is_paid_statuses() ) as $status ) {
			add_action( "woocommerce_order_status_$status", array( $this, 'settle_id' ), 20 );
		}

		add_action( 'woocommerce_payment_complete', array( $this, 'settle_id' ), 20 );
		add_action( 'woocommerce_order_fully_refunded', array( $this, 'release_id' ), 20 );
		add_action( 'woocommerce_before_trash_order', array( $this, 'give_up' ) );
		add_action( 'woocommerce_before_delete_order', array( $this, 'give_up' ) );
		add_action( 'coop_credentials_delivered', array( $this, 'delivered' ), 10, 2 );
		add_action( 'coop_credentials_undeliverable', array( $this, 'undeliverable' ), 10, 2 );
		add_action( self::SWEEP, array( $this, 'sweep' ) );
		add_action( 'coop_credentials_deliver_hourly', array( $this, 'sweep' ), 5 );
	}

	public function settle_id( int $order_id ): void {
		$order = wc_get_order( $order_id );
		$order instanceof WC_Order && $this->settle( $order );
	}

	public function release_id( int $order_id ): void {
		foreach ( $this->redemptions->of_order( $order_id ) as $redemption ) {
			'release' === Order_Rule::step( $redemption->state, Redemption::RELEASED ) && $this->ledger->settle( $redemption, 'release' );
		}
	}

	public function keep( int $order_id, Offer $offer ): void {
		$latest = $this->ledger->latest( $order_id, $offer->id );
		null !== $latest && Redemption::RESERVED === $latest->state && $this->ledger->settle( $latest, 'keep' );
	}

	/** In the bin or deleted: what was not paid for is given back. */
	public function give_up( int $order_id ): void {
		foreach ( $this->redemptions->of_order( $order_id ) as $redemption ) {
			$redemption->is_open() && $this->ledger->settle( $redemption, 'release' );
		}
	}

	/** Brings what the service counts in line with the order as it is. */
	public function settle( WC_Order $order ): void {
		$wanted = Order_Rule::wanted( $order->get_status(), wc_get_is_paid_statuses() );

		if ( null === $wanted ) {
			return;
		}

		$on_order = array();

		foreach ( $order->get_coupon_codes() as $code ) {
			$offer = $this->offers->by_code( (string) $code );
			null !== $offer && $on_order[ $offer->id ] = $offer;
		}

		foreach ( $this->redemptions->of_order( $order->get_id() ) as $redemption ) {
			// Only the newest row of an offer can be what its discount stands on.
			$is_newest = isset( $on_order[ $redemption->offer_id ] ) && $this->ledger->latest( $order->get_id(), $redemption->offer_id )?->id === $redemption->id;
			$step      = Order_Rule::step( $redemption->state, $is_newest ? $wanted : Redemption::RELEASED );
			null !== $step && 'reserve' !== $step && $this->ledger->settle( $redemption, $step );
		}

		if ( Redemption::RELEASED !== $wanted ) {
			foreach ( $on_order as $offer ) {
				$this->make_up( $order, $offer );
			}
		}
	}

	/** The order is placed or paid with the discount, and nothing counts it: it is asked for now, nobody waits. */
	private function make_up( WC_Order $order, Offer $offer ): void {
		$latest = $this->ledger->latest( $order->get_id(), $offer->id );

		if ( Redemption::REFUSED === $latest?->state ) {
			$this->hold( $order, $offer ); // Why was said on it when it was refused; it may not have been paid then.
			return;
		}

		if ( null !== $latest && Redemption::RELEASED !== $latest->state ) {
			return;
		}

		$verification = ( null === $latest ? null : $this->grants->live_for( $offer->policy, $latest->verification_id )?->verification_id )
			?? ( is_admin() ? null : $this->entitlements->grant( $offer )?->verification_id )
			?? $this->grants->of_customer( $offer->policy, (int) $order->get_customer_id() )?->verification_id;

		if ( null === $verification ) {
			$this->uncounted( $order, $offer, new Problem( null === $latest ? 'verification_unknown' : 'verification_ended', 409 ) );
		} else {
			$this->ledger->reserve_later( $order->get_id(), $order->get_order_key(), $offer, $verification );
		}
	}

	/** @param array<string, mixed> $answer */
	public function delivered( string $dedup, array $answer ): void {
		$redemption = $this->ledger->delivered( $dedup, $answer );

		if ( null === $redemption ) {
			return;
		}

		$order  = wc_get_order( $redemption->order_id );
		$wanted = $order instanceof WC_Order ? Order_Rule::wanted( $order->get_status(), wc_get_is_paid_statuses() ) : null;

		// An answer that came too late for its checkout is given back, unless the order went on with the discount.
		if ( null === $wanted || ! $this->has_offer( $order, $redemption->offer_id ) ) {
			$this->ledger->settle( $redemption, 'release' );
		} else {
			$this->settle( $order );
		}
	}

	public function undeliverable( string $dedup, Problem $problem ): void {
		$redemption = $this->ledger->undeliverable( $dedup, $problem );
		$order      = null === $redemption ? null : wc_get_order( $redemption->order_id );
		$offer      = null === $redemption ? null : $this->offers->find( $redemption->offer_id );

		if ( $order instanceof WC_Order && null !== $offer && $this->has_offer( $order, $offer->id ) ) {
			$this->uncounted( $order, $offer, $problem );
		}
	}

	/** What a request that died left behind: statuses that nobody followed, orders whose discount was taken off. */
	public function sweep(): void {
		foreach ( $this->redemptions->left_open( time() - HOUR_IN_SECONDS ) as $redemption ) {
			$order = wc_get_order( $redemption->order_id );

			$is_over = ! $redemption->counts( time() ); // A payment that began and never came back.

			if ( ! $order instanceof WC_Order || ! $this->has_offer( $order, $redemption->offer_id ) || ( $is_over && null === Order_Rule::wanted( $order->get_status(), wc_get_is_paid_statuses() ) ) ) {
				$this->ledger->settle( $redemption, 'release' );
			} else {
				$this->settle( $order );
			}
		}
	}

	private function has_offer( WC_Order $order, int $offer_id ): bool {
		$code = $this->offers->find( $offer_id )?->code;

		return null !== $code && in_array( $code, array_map( static fn ( mixed $one ): string => mb_strtolower( (string) $one ), $order->get_coupon_codes() ), true );
	}

	private function uncounted( WC_Order $order, Offer $offer, Problem $problem ): void {
		/* translators: 1: name of an offer, 2: why, in a sentence. */
		$order->add_order_note( sprintf( __( 'This order has “%1$s”, and the membership service does not count it as used. %2$s', 'coop-credentials' ), $offer->name, Words::of( $problem )['what'] ) );
		$this->hold( $order, $offer );
	}

	/**
	 * Paid, with a discount that nothing counts: the shop's team decides, once. An order whose use was given back may
	 * be paid late, when the same membership has had its discount on another one.
	 */
	private function hold( WC_Order $order, Offer $offer ): void {
		$held = array_filter( (array) $order->get_meta( self::HELD ) );

		/** Filters whether a paid order waits for the shop's team when the service does not count its discount. */
		if ( ! $order->has_status( wc_get_is_paid_statuses() ) || in_array( $offer->id, $held, true ) || ! apply_filters( 'coop_credentials_hold_uncounted_order', true, $order->get_id(), $offer->id ) ) {
			return;
		}

		$order->update_meta_data( self::HELD, array( ...$held, $offer->id ) );
		$order->save_meta_data();
		/* translators: %s: name of an offer. */
		$order->update_status( 'on-hold', sprintf( __( 'It was paid, with “%s” that is not counted. Send it all the same, or ask for the difference, or cancel and refund it.', 'coop-credentials' ), $offer->name ) );
	}
}
