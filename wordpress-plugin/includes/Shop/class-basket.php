<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use WC_Cart;
use WC_Coupon;
use WC_Discounts;
use WP_Error;

/**
 * Puts the discounts that the shopper is entitled to into their basket, and leaves out what they took off.
 */
final class Basket {

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
	) {}

	public function hook(): void {
		add_action( 'woocommerce_cart_loaded_from_session', array( $this, 'put_in' ), 20 );
		add_action( 'woocommerce_removed_coupon', array( $this, 'taken_off' ) );
	}

	/** Emptied baskets forget their coupons; a request that orders changes no price. */
	public function put_in( WC_Cart $cart ): void {
		if ( $this->entitlements->is_empty() || self::places_an_order() ) {
			return;
		}

		foreach ( $this->offers->open() as $offer ) {
			null === $this->entitlements->off( $offer ) && $this->add( $offer, $cart );
		}
	}

	public function add( Offer $offer, WC_Cart $cart ): void {
		$applied = $cart->get_applied_coupons();

		if ( in_array( $offer->code, $applied, true ) || null === $this->entitlements->grant( $offer ) || null !== $this->hindrance( $offer, $cart ) ) {
			return;
		}

		foreach ( $applied as $code ) {
			if ( ( new WC_Coupon( $code ) )->get_individual_use() ) {
				return;
			}
		}

		$cart->set_applied_coupons( array( ...$applied, $offer->code ) );
	}

	/** Without the notice that a coupon was removed: whoever calls says why. */
	public function leave_out( Offer $offer, WC_Cart $cart ): void {
		$cart->set_applied_coupons( array_values( array_diff( $cart->get_applied_coupons(), array( $offer->code ) ) ) );
	}

	/** Why the discount does not fit this basket, such as its least amount, or null. */
	public function hindrance( Offer $offer, WC_Cart $cart ): ?string {
		if ( ! wc_coupons_enabled() ) {
			return __( 'This shop takes no discounts just now.', 'coop-credentials' );
		}

		$valid = ( new WC_Discounts( $cart ) )->is_coupon_valid( new WC_Coupon( $offer->code ) );

		return $valid instanceof WP_Error ? html_entity_decode( wp_strip_all_tags( $valid->get_error_message() ), ENT_QUOTES, 'UTF-8' ) : null;
	}

	/** A discount that could stay was taken off by the shopper. */
	public function taken_off( string $code ): void {
		$offer = $this->offers->by_code( $code );

		if ( null !== $offer && null !== $this->entitlements->grant( $offer ) && null === $this->hindrance( $offer, WC()->cart ) ) {
			$this->entitlements->decline( $offer );
		}
	}

	/** Whether this request orders: then no price changes but where the shopper is told of it. */
	public static function places_an_order(): bool {
		// phpcs:disable WordPress.Security.NonceVerification -- Only looks what kind of request it is.
		$uri = (string) wp_parse_url( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), PHP_URL_PATH ) . '?' . (string) ( $_GET['rest_route'] ?? '' ); // phpcs:ignore -- Compared only.

		return 'checkout' === ( $_GET['wc-ajax'] ?? '' )
			|| isset( $_POST['woocommerce-process-checkout-nonce'] )
			|| ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) && ( self::is_checkout( $uri ) || self::is_batch_with_checkout( $uri ) ) );
		// phpcs:enable
	}

	private static function is_checkout( string $path ): bool {
		return 1 === preg_match( '#/wc/(store|agentic)/.*checkout#', $path );
	}

	/** Several calls in one request, which may change the basket and order it. */
	private static function is_batch_with_checkout( string $path ): bool {
		static $has_checkout = null;

		return 1 === preg_match( '#/wc/store/.*batch#', $path )
			&& ( $has_checkout ??= str_contains( (string) file_get_contents( 'php://input' ), 'checkout' ) );
	}
}
