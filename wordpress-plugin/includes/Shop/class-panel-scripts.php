<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Front_Scripts;

/**
 * The scripts and the style of the panel: in basket and checkout only, and only where there is an offer.
 */
final class Panel_Scripts {

	private const BLOCKS  = 'coop-credentials-shop-blocks';
	private const CLASSIC = 'coop-credentials-shop-classic';
	private const STYLE   = 'coop-credentials-shop';

	public function __construct( private readonly Offer_Store $offers ) {}

	public function enqueue_for_blocks(): void {
		$this->enqueue( self::BLOCKS, 'shop', array( 'wc-blocks-checkout', 'wc-blocks-data-store', 'wp-data', 'wp-plugins' ) );
	}

	public function enqueue_for_classic(): void {
		if ( $this->enqueue( self::CLASSIC, 'shop-classic', array( 'jquery' ) ) ) {
			wp_localize_script(
				self::CLASSIC,
				'coopCredentialsShop',
				array(
					'url'   => \WC_AJAX::get_endpoint( Classic_Panel::CALL ),
					'show'  => \WC_AJAX::get_endpoint( Classic_Panel::SHOW ),
					'nonce' => wp_create_nonce( Classic_Panel::CALL ),
				)
			);
		}
	}

	/** @param list<string> $needs */
	private function enqueue( string $handle, string $folder, array $needs ): bool {
		if ( array() === $this->offers->open() ) {
			return false;
		}

		$file  = dirname( \CoopCredentials\PLUGIN_FILE ) . "/build/$folder/index.asset.php";
		$asset = is_readable( $file ) ? require $file : array(
			'dependencies' => array(),
			'version'      => \CoopCredentials\VERSION,
		);
		$url   = plugins_url( "build/$folder/index.js", \CoopCredentials\PLUGIN_FILE );

		wp_enqueue_script( $handle, $url, array_values( array_unique( array( ...$asset['dependencies'], ...$needs, Front_Scripts::ELEMENT ) ) ), $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'coop-credentials', dirname( \CoopCredentials\PLUGIN_FILE ) . '/languages' );
		wp_enqueue_style( self::STYLE, plugins_url( 'build/shop/index.css', \CoopCredentials\PLUGIN_FILE ), array(), \CoopCredentials\VERSION );

		return true;
	}
}
