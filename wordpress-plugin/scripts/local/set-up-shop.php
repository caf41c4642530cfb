<?php
/**
 * Makes a shop of a WordPress with WooCommerce: `php set-up-shop.php ROOT`.
 *
 * HPOS, prices with tax in them, two rates of it, nothing to ship, bank transfer and cash; the block pages that
 * WooCommerce makes itself and the classic ones beside them. Prints what the tests need as JSON.
 *
 * @package CoopCredentials
 */

$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$coop_result = activate_plugin( 'woocommerce/woocommerce.php' );

if ( is_wp_error( $coop_result ) ) {
	fwrite( STDERR, $coop_result->get_error_message() . "\n" );
	exit( 1 );
}

WC_Install::install();
wc_get_container()->get( Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer::class )->create_database_tables();

foreach ( array(
	'woocommerce_custom_orders_table_enabled'              => 'yes',
	'woocommerce_custom_orders_table_data_sync_enabled'    => 'no',
	'woocommerce_default_country'                          => 'GB',
	'woocommerce_currency'                                 => 'EUR',
	'woocommerce_calc_taxes'                               => 'yes',
	'woocommerce_prices_include_tax'                       => 'yes',
	'woocommerce_tax_display_shop'                         => 'incl',
	'woocommerce_tax_display_cart'                         => 'incl',
	'woocommerce_tax_based_on'                             => 'base',
	'woocommerce_coming_soon'                              => 'no',
	'woocommerce_onboarding_profile'                       => array( 'skipped' => true ),
	'woocommerce_allow_tracking'                           => 'no',
	'woocommerce_enable_guest_checkout'                    => 'yes',
	'woocommerce_bacs_settings'                            => array( 'enabled' => 'yes', 'title' => 'Bank transfer' ),
	'woocommerce_cod_settings'                             => array( 'enabled' => 'yes', 'title' => 'Cash', 'enable_for_virtual' => 'yes' ),
	'woocommerce_feature_agentic_checkout_enabled'         => 'yes',
	'woocommerce_feature_rate_limit_checkout_enabled'      => 'no',
) as $coop_name => $coop_value ) {
	update_option( $coop_name, $coop_value );
}

foreach ( array( array( '', 20 ), array( 'reduced-rate', 5 ) ) as list( $coop_class, $coop_rate ) ) {
	WC_Tax::_insert_tax_rate(
		array(
			'tax_rate_country'  => 'GB',
			'tax_rate'          => $coop_rate,
			'tax_rate_name'     => "VAT $coop_rate %",
			'tax_rate_priority' => 1,
			'tax_rate_class'    => $coop_class,
		)
	);
}

/** A thing for sale. */
function coop_product( string $name, string $price, string $tax_class ): int {
	$product = new WC_Product_Simple();
	$product->set_props(
		array(
			'name'          => $name,
			'regular_price' => $price,
			'tax_class'     => $tax_class,
			'virtual'       => true,
			'status'        => 'publish',
		)
	);

	return $product->save();
}

/** A page with one shortcode of WooCommerce. */
function coop_page( string $title, string $content ): string {
	return get_permalink(
		wp_insert_post(
			array(
				'post_type'    => 'page',
				'post_status'  => 'publish',
				'post_title'   => $title,
				'post_content' => $content,
			)
		)
	);
}

$coop_shop = array(
	'honey'           => coop_product( 'Honey cake', '30', '' ),
	'apples'          => coop_product( 'Apples', '20', 'reduced-rate' ),
	'cart'            => wc_get_page_permalink( 'cart' ),
	'checkout'        => wc_get_page_permalink( 'checkout' ),
	'classicCart'     => coop_page( 'Classic cart', '<!-- wp:shortcode -->[woocommerce_cart]<!-- /wp:shortcode -->' ),
	'classicCheckout' => coop_page( 'Classic checkout', '<!-- wp:shortcode -->[woocommerce_checkout]<!-- /wp:shortcode -->' ),
	'versions'        => array(
		'wordpress'   => get_bloginfo( 'version' ),
		'woocommerce' => WC()->version,
		'php'         => PHP_VERSION,
		'database'    => $GLOBALS['wpdb']->get_var( 'SELECT VERSION()' ),
	),
);

flush_rewrite_rules();
echo wp_json_encode( $coop_shop );
