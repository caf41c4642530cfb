<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Admin\Admin_Page;
use CoopCredentials\Admin\Built_Scripts;

/**
 * The offers' tab on the admin page.
 */
final class Offers_Screen {

	private const HANDLE = 'coop-credentials-shop-offers';

	public function hook(): void {
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ), 20 );
	}

	public function enqueue( string $screen ): void {
		if ( 'toplevel_page_' . Admin_Page::SLUG !== $screen ) {
			return;
		}

		( new Built_Scripts( \CoopCredentials\PLUGIN_FILE ) )->register( self::HANDLE, 'shop-offers', array( Admin_Page::HANDLE ) );
		wp_enqueue_script( self::HANDLE );
	}
}
