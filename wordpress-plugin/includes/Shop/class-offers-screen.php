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

	public function __construct( private readonly Offer_Store $offers ) {}

	public function hook(): void {
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ), 20 );
		add_filter( 'coop_credentials_gate_uses', array( $this, 'uses' ), 10, 2 );
	}

	/** A gate whose rule a discount goes by is not deleted. @return array<mixed> */
	public function uses( mixed $uses, string $policy ): array {
		$uses = is_array( $uses ) ? $uses : array();

		foreach ( $this->offers->all() as $offer ) {
			if ( $offer->policy === $policy ) {
				$uses[] = array(
					/* translators: %s: name of a discount. */
					'title'   => sprintf( __( 'Discount “%s”', 'coop-credentials' ), $offer->name ),
					'editUrl' => Admin_Page::url( 'offers' ),
				);
			}
		}

		return $uses;
	}

	public function enqueue( string $screen ): void {
		if ( 'toplevel_page_' . Admin_Page::SLUG !== $screen ) {
			return;
		}

		( new Built_Scripts( \CoopCredentials\PLUGIN_FILE ) )->register( self::HANDLE, 'shop-offers', array( Admin_Page::HANDLE ) );
		wp_enqueue_script( self::HANDLE );
	}
}
