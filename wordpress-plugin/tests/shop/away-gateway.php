<?php
/**
 * A way to pay on another site's page, from which nobody has come back yet, for the test bed only.
 *
 * @package CoopCredentials
 */

add_filter(
	'woocommerce_payment_gateways',
	static function ( array $gateways ): array {
		$gateways[] = new class() extends WC_Payment_Gateway {

			public function __construct() {
				$this->id       = 'away';
				$this->enabled  = 'yes';
				$this->title    = 'On another page';
				$this->supports = array( 'products' );
			}

			/** @return array<string, string> */
			public function process_payment( $order_id ): array {
				return array(
					'result'   => 'success',
					'redirect' => home_url( "/?paying-elsewhere=$order_id" ),
				);
			}
		};

		return $gateways;
	}
);
