<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use WC_Cart;

/**
 * What cannot be had goes while the basket is looked at, and not first at “Place order”: the service is asked when a
 * discount goes in, when the basket has changed, and now and then.
 */
final class Basket_Watch {

	private const KEY = 'coop_credentials_watch';

	/** Seconds after which an answer is asked for again, and for which a silent service is left alone. */
	private const EVERY = 300;
	private const PAUSE = 60;

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Basket $basket,
		private readonly Standing $standing,
		private readonly Held_Use $held,
	) {}

	public function hook(): void {
		add_action( 'woocommerce_before_calculate_totals', array( $this, 'look' ), 5 );
	}

	public function look( WC_Cart $cart ): void {
		if ( $this->entitlements->is_empty() || Basket::places_an_order() ) {
			return;
		}

		$ours = array_filter( $this->offers->open(), static fn ( Offer $offer ): bool => in_array( $offer->code, $cart->get_applied_coupons(), true ) );
		$mark = self::mark( $cart );

		if ( array() === $ours || $this->is_recent( $mark ) ) {
			return;
		}

		foreach ( $ours as $offer ) {
			$grant   = $this->entitlements->grant( $offer );
			$problem = null === $grant ? null : $this->problem( $offer, $grant, $cart );

			if ( null !== $problem ) {
				$this->entitlements->stop( $offer, $problem );
				$this->basket->leave_out( $offer, $cart );
			}
		}

		$this->write( array( 'mark' => $mark, 'at' => time(), 'away' => $this->standing->is_away() ) );
	}

	/** Why this basket cannot have it. A use that the shopper's own unpaid order of this very basket holds is had. */
	public function problem( Offer $offer, Grant $grant, WC_Cart $cart ): ?Problem {
		$order = $this->held->order( (int) ( $this->read()['order'] ?? 0 ), $offer );

		if ( null !== $order && ( $order->has_status( 'checkout-draft' ) || self::contents( $cart ) === ( $this->read()['contents'] ?? '' ) ) ) {
			return null; // WooCommerce takes that order up again, with its reservation.
		}

		$problem = $this->standing->problem( $grant );

		return 'limit_reached' === $problem?->problem_code && null !== $order
			? new Problem( 'limit_reached', 409, array( 'order' => $order->get_id() ) + $problem->params )
			: $problem;
	}

	/** An order is being placed with what is in the basket; what was asked before says nothing of the next one. */
	public function placing( int $order_id, WC_Cart $cart ): void {
		$this->write( array( 'order' => $order_id, 'contents' => self::contents( $cart ), 'at' => 0 ) );
	}

	private function is_recent( string $mark ): bool {
		$last = $this->read();
		$ago  = time() - (int) ( $last['at'] ?? 0 );

		return $ago < ( empty( $last['away'] ) ? ( ( $last['mark'] ?? '' ) === $mark ? self::EVERY : 0 ) : self::PAUSE );
	}

	/** What a question was asked for: the things and the discounts of a basket. */
	private static function mark( WC_Cart $cart ): string {
		return self::contents( $cart ) . implode( ',', $cart->get_applied_coupons() );
	}

	private static function contents( WC_Cart $cart ): string {
		return md5( (string) wp_json_encode( array_map( static fn ( array $item ): mixed => $item['quantity'] ?? 0, $cart->get_cart_contents() ) ) );
	}

	/** @return array<string, mixed> */
	private function read(): array {
		$kept = WC()->session?->get( self::KEY );

		return is_array( $kept ) ? $kept : array();
	}

	/** @param array<string, mixed> $what */
	private function write( array $what ): void {
		WC()->session?->set( self::KEY, $what + $this->read() );
	}
}
