<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use WC_Order;

/**
 * The shopper's own order that is not paid yet and holds a use: it went to a payment page and has not come back.
 */
final class Held_Use {

	public function __construct( private readonly Ledger $ledger ) {}

	public function order( int $order_id, Offer $offer ): ?WC_Order {
		$order = 0 === $order_id ? false : wc_get_order( $order_id );

		return $order instanceof WC_Order && $order->has_status( array( 'checkout-draft', 'pending' ) ) && true === $this->ledger->latest( $order_id, $offer->id )?->counts( time() )
			? $order
			: null;
	}
}
