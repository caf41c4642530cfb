<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * The panel in the blocks of basket and checkout: what it shows comes with the basket, and what it can say is
 * only “look again”.
 */
final class Store_Api_Panel {

	public const SPACE = 'coop-credentials';

	public function __construct(
		private readonly Panel $panel,
		private readonly Recheck $recheck,
		private readonly Panel_Scripts $scripts,
	) {}

	public function hook(): void {
		if ( ! function_exists( 'woocommerce_store_api_register_endpoint_data' ) ) {
			return;
		}

		woocommerce_store_api_register_endpoint_data(
			array(
				'endpoint'        => 'cart',
				'namespace'       => self::SPACE,
				'data_callback'   => fn (): array => array( 'offers' => $this->panel->offers() ),
				'schema_callback' => static fn (): array => array(
					'offers' => array(
						'description' => __( 'Discounts for members of co-ops, and how they stand for this basket.', 'coop-credentials' ),
						'type'        => 'array',
						'context'     => array( 'view', 'edit' ),
						'readonly'    => true,
						'items'       => array( 'type' => 'object' ),
					),
				),
				'schema_type'     => ARRAY_A,
			)
		);
		woocommerce_store_api_register_update_callback(
			array(
				'namespace' => self::SPACE,
				'callback'  => fn () => $this->recheck->run(), // Whatever was sent is not looked at.
			)
		);
		add_action( 'woocommerce_blocks_enqueue_cart_block_scripts_after', array( $this, 'enqueue' ) );
		add_action( 'woocommerce_blocks_enqueue_checkout_block_scripts_after', array( $this, 'enqueue' ) );
	}

	public function enqueue(): void {
		$this->scripts->enqueue_for_blocks();
	}
}
