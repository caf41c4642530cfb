<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * The words of WooCommerce's shop page stand above its list of products, where the shop prints them without asking for
 * the page's password. While the page is behind a gate, the gate stands there.
 */
final class Shop_Page_Guard {

	private const HOOK    = 'woocommerce_archive_description';
	private const PRINTER = 'woocommerce_product_archive_description';

	public function __construct( private readonly Whole_Post $whole ) {}

	public function hook(): void {
		add_action( self::HOOK, array( $this, 'guard' ), PHP_INT_MIN );
	}

	public function guard(): void {
		$id   = function_exists( 'wc_get_page_id' ) && is_post_type_archive( 'product' ) ? (int) wc_get_page_id( 'shop' ) : 0;
		$page = $id > 0 ? get_post( $id ) : null;

		if ( null === $page || ! $this->whole->is_locked( $page ) ) {
			return;
		}

		$priority = has_action( self::HOOK, self::PRINTER );
		false === $priority || remove_action( self::HOOK, self::PRINTER, $priority );

		echo do_blocks( get_the_password_form( $page ) ); // phpcs:ignore -- Our own markup, escaped where it is made.
	}
}
