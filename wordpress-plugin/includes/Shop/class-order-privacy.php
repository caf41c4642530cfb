<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use WC_Order;

/**
 * What an order says of a membership goes with WooCommerce's own export and erasure of a person's orders.
 */
final class Order_Privacy {

	public function hook(): void {
		add_filter( 'woocommerce_privacy_export_order_personal_data', array( $this, 'export' ), 10, 2 );
		add_action( 'woocommerce_privacy_remove_order_personal_data', array( $this, 'erase' ) );
	}

	/** @return array<mixed> */
	public function export( mixed $data, mixed $order ): array {
		$data = is_array( $data ) ? $data : array();
		$said = $order instanceof WC_Order ? $order->get_meta( Order_Guard::META ) : null;

		foreach ( is_array( $said ) ? $said : array() as $one ) {
			$data[] = array(
				'name'  => __( 'Discount for a membership', 'coop-credentials' ),
				'value' => implode( ', ', array_filter( array( $one['offer'] ?? '', $one['issuerName'] ?? '', $one['reason'] ?? '' ) ) ),
			);
		}

		return $data;
	}

	/** Before WooCommerce saves the order. */
	public function erase( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			$order->delete_meta_data( Order_Guard::META );
			$order->save_meta_data();
		}
	}
}
