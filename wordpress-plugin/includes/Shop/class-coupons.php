<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use Exception;
use WC_Coupon;
use WC_Order;

/**
 * Our offers as coupons of WooCommerce that stand in no table of its own: there for whoever is entitled, and for
 * everybody else no coupon at all. Switching the plugin off ends them.
 */
final class Coupons {

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
	) {}

	public function hook(): void {
		add_filter( 'woocommerce_get_shop_coupon_data', array( $this, 'data' ), 10, 2 );
		add_filter( 'woocommerce_coupon_is_valid', array( $this, 'is_valid' ), 10, 3 );
		add_filter( 'woocommerce_coupon_error', array( $this, 'error' ), 10, 3 );
		add_filter( 'woocommerce_cart_totals_coupon_label', array( $this, 'label' ), 10, 2 );
	}

	/**
	 * @param mixed $data What another plugin made of the code, or false.
	 * @param mixed $code A code, or the id of a coupon of the shop's own.
	 */
	public function data( mixed $data, mixed $code ): mixed {
		if ( false !== $data || ! is_string( $code ) || '' === $code ) {
			return $data;
		}

		$offer = $this->offers->by_code( $code );

		return null !== $offer && $offer->enabled && $this->may_know( $offer ) ? $offer->coupon() : $data;
	}

	/** @throws Exception When the code is ours and this basket may not have it. */
	public function is_valid( bool $is_valid, WC_Coupon $coupon, mixed $discounts ): bool {
		$offer = $is_valid ? $this->offers->by_code( $coupon->get_code() ) : null;

		if ( null === $offer ) {
			return $is_valid;
		}

		if ( ! $coupon->get_virtual() ) {
			return false; // A coupon of the shop's own that took the code of an offer.
		}

		$is_order = is_object( $discounts ) && method_exists( $discounts, 'get_object' ) && $discounts->get_object() instanceof WC_Order;

		if ( ! $is_order && null === $this->entitlements->grant( $offer ) ) {
			throw new Exception( esc_html( self::not_entitled( $offer ) ), WC_Coupon::E_WC_COUPON_INVALID_FILTERED );
		}

		return true;
	}

	/** Instead of “does not exist”, for a discount that was in the basket until now. */
	public function error( mixed $text, mixed $code, mixed $coupon ): mixed {
		$is_gone = in_array( (int) $code, array( WC_Coupon::E_WC_COUPON_NOT_EXIST, WC_Coupon::E_WC_COUPON_INVALID_REMOVED ), true );
		$offer   = $is_gone && $coupon instanceof WC_Coupon ? $this->offers->by_code( $coupon->get_code() ) : null;

		return null !== $offer && $this->entitlements->knows( $offer ) && null === $this->entitlements->grant( $offer )
			? esc_html( self::not_entitled( $offer ) )
			: $text;
	}

	/** The offer's name stands in the totals instead of “Coupon: code”. */
	public function label( mixed $label, mixed $coupon ): mixed {
		$offer = $coupon instanceof WC_Coupon ? $this->offers->by_code( $coupon->get_code() ) : null;

		return null === $offer ? $label : esc_html( $offer->name );
	}

	/** The shop's team puts coupons on orders that are not theirs; `is_valid` looks at the order then. */
	private function may_know( Offer $offer ): bool {
		return null !== $this->entitlements->grant( $offer ) || current_user_can( 'edit_shop_orders' );
	}

	private static function not_entitled( Offer $offer ): string {
		/* translators: %s: name of an offer. */
		return sprintf( __( '“%s” is for members, and your membership has not been shown or no longer counts. Show it again to get the discount.', 'coop-credentials' ), $offer->name );
	}
}
