<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use WC_Order;

/**
 * Tells the shop's team, on the order, whose members the discount was for and why they are welcome.
 */
final class Order_Screen {

	public function hook(): void {
		add_action( 'woocommerce_admin_order_data_after_billing_address', array( $this, 'show' ) );
	}

	public function show( mixed $order ): void {
		$said = $order instanceof WC_Order ? $order->get_meta( Order_Guard::META ) : null;

		foreach ( is_array( $said ) ? $said : array() as $one ) {
			$issuer = (string) ( $one['issuerName'] ?? '' );
			echo '<p><strong>' . esc_html( (string) ( $one['offer'] ?? '' ) ) . '</strong><br>'
				. esc_html( '' === $issuer ? (string) ( $one['issuer'] ?? '' ) : $issuer ) . '<br>'
				. esc_html( (string) ( $one['reason'] ?? '' ) ) . '</p>';
		}
	}
}
