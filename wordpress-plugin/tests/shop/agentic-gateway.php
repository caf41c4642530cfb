<?php
/**
 * A way to pay that agents may use, for the test bed only.
 *
 * @package CoopCredentials
 */

add_filter(
	'woocommerce_payment_gateways',
	static function ( array $gateways ): array {
		$gateways[] = new class() extends WC_Payment_Gateway {

			public function __construct() {
				$this->id       = 'agentic-test';
				$this->enabled  = 'yes';
				$this->title    = 'For agents';
				$this->supports = array( 'products', 'agentic_commerce' );
			}

			public function get_agentic_commerce_provider(): string {
				return 'stripe';
			}

			/** @return list<string> */
			public function get_agentic_commerce_payment_methods(): array {
				return array( 'card' );
			}

			/** @return array<string, string> */
			public function process_payment( $order_id ): array {
				wc_get_order( $order_id )->payment_complete( "agent-$order_id" );

				return array(
					'result'   => 'success',
					'redirect' => '',
				);
			}
		};

		return $gateways;
	}
);
