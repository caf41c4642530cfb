<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use Automattic\WooCommerce\StoreApi\Exceptions\RouteException;
use Exception;
use WC_Coupon;
use WC_Order;

/**
 * Every way in which an order comes about, led past the Order_Guard: what cannot be had goes, checkout stops with the
 * new total, and the shopper may order at that price.
 */
final class Checkouts {

	/** @var array<int, true> Orders that began in this request, and that no way we know has looked at. */
	private array $unseen = array();

	public function __construct(
		private readonly Order_Guard $guard,
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Settlement $settlement,
		private readonly Basket_Watch $watch,
	) {}

	public function hook(): void {
		add_action( 'woocommerce_checkout_order_created', array( $this, 'at_classic_checkout' ), 1 );
		add_action( 'woocommerce_checkout_validate_order_before_payment', array( $this, 'at_store_api' ), 1000 ); // Agentic checkout too; since 9.9.
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'at_store_api' ), 1 );
		add_action( 'woocommerce_before_pay_action', array( $this, 'at_order_pay' ), 1 );
		add_filter( 'woocommerce_coupon_is_valid', array( $this, 'on_order' ), 20, 3 );
		add_action( 'woocommerce_new_order', array( $this, 'remember' ) );
		add_action( 'shutdown', array( $this, 'look_after' ), 1 );
	}

	/** @throws Exception To stop the classic checkout, which shows the words and reads the totals anew. */
	public function at_classic_checkout( WC_Order $order ): void {
		$lost = $this->guard->hold( $order, true );
		unset( $this->unseen[ $order->get_id() ] );

		if ( array() === $lost ) {
			$this->watch->placing( $order->get_id(), WC()->cart );
			return;
		}

		$this->take_from_cart( $lost );
		$this->forget_order( $order );

		throw new Exception( esc_html( Lost_Offer::words( $lost, self::money( (float) WC()->cart->get_total( 'edit' ) ) ) ) );
	}

	/** @throws RouteException With 409, so that the answer has the basket as it is now. */
	public function at_store_api( WC_Order $order ): void {
		$is_basket = self::is_of_basket( $order );
		$lost      = $this->guard->hold( $order, true );
		unset( $this->unseen[ $order->get_id() ] );

		if ( array() === $lost ) {
			$is_basket && $this->watch->placing( $order->get_id(), WC()->cart );
			return;
		}

		$is_basket && $this->take_from_cart( $lost );
		$total = $is_basket ? (float) WC()->cart->get_total( 'edit' ) : (float) $order->get_total();

		throw new RouteException( 'coop_credentials_discount_gone', esc_html( Lost_Offer::words( $lost, self::money( $total, $order ) ) ), 409 ); // phpcs:ignore -- Escaped.
	}

	/** Back to the page where an order is paid for, which now shows the new total. */
	public function at_order_pay( WC_Order $order ): void {
		$lost = $this->guard->hold( $order, true );

		if ( array() === $lost ) {
			return;
		}

		foreach ( $lost as $one ) {
			$this->entitlements->knows( $one->offer ) && $this->entitlements->stop( $one->offer, $one->problem );
		}

		wc_add_notice( esc_html( Lost_Offer::words( $lost, self::money( (float) $order->get_total(), $order ) ) ), 'error' );
		wp_safe_redirect( $order->get_checkout_payment_url() );
		exit;
	}

	/**
	 * A coupon put on an order that is there already, by the shop's team or a program.
	 *
	 * @throws Exception Why it may not.
	 */
	public function on_order( bool $is_valid, WC_Coupon $coupon, mixed $discounts ): bool {
		$order = is_object( $discounts ) && method_exists( $discounts, 'get_object' ) ? $discounts->get_object() : null;
		$offer = $is_valid && $order instanceof WC_Order ? $this->offers->by_code( $coupon->get_code() ) : null;

		if ( null === $offer ) {
			return $is_valid;
		}

		if ( 0 === $order->get_id() ) {
			throw new Exception( esc_html__( 'Save the order first: a members’ discount is reserved for one order.', 'coop-credentials' ) );
		}

		try {
			$this->guard->reserve( $order, $offer, false );
			$this->settlement->keep( $order->get_id(), $offer ); // The shop has placed it; the customer may pay days later.
		} catch ( \CoopCredentials\Problem\Problem $problem ) {
			$words = Words::of( $problem );

			throw new Exception(
				esc_html(
					'verification_ended' === $problem->problem_code
						? __( 'This discount needs the customer’s own membership: they must have an account here and show it once while logged in.', 'coop-credentials' )
						: $words['what'] . ' ' . $words['next']
				)
			);
		}

		return true;
	}

	public function remember( int $order_id ): void {
		$this->unseen[ $order_id ] = true;
	}

	/** Orders that came about in a way that nobody told us of. */
	public function look_after(): void {
		foreach ( array_keys( $this->unseen ) as $order_id ) {
			$order = wc_get_order( $order_id );

			if ( $order instanceof WC_Order && $order->has_status( array( 'pending', 'on-hold', ...wc_get_is_paid_statuses() ) ) && array() !== $this->guard->offers_of( $order ) ) {
				$order->has_status( 'pending' ) ? $this->guard->hold( $order, ! is_admin() ) : $this->settlement->settle( $order );
			}
		}

		$this->unseen = array();
	}

	/** @param non-empty-list<Lost_Offer> $lost */
	private function take_from_cart( array $lost ): void {
		$cart = WC()->cart;

		foreach ( $lost as $one ) {
			$this->entitlements->stop( $one->offer, $one->problem );
			$cart->set_applied_coupons( array_values( array_diff( $cart->get_applied_coupons(), array( $one->offer->code ) ) ) );
		}

		WC()->session->set( 'refresh_totals', true );
		$cart->calculate_totals();
		$cart->set_session();
	}

	/** Nothing was ordered, so nothing stays; an order that somebody took up again stays as it was before. */
	private function forget_order( WC_Order $order ): void {
		if ( (int) WC()->session->get( 'order_awaiting_payment' ) === $order->get_id() ) {
			return;
		}

		$id = $order->get_id();
		add_action(
			'shutdown',
			static function () use ( $id ): void {
				$order = wc_get_order( $id );
				$order instanceof WC_Order && $order->has_status( 'pending' ) && $order->delete( true );
			},
			2
		);
	}

	/** Not one that was placed before and is paid for now, whatever the session still says. */
	private static function is_of_basket( WC_Order $order ): bool {
		return $order->has_status( 'checkout-draft' )
			|| ( (int) WC()->session?->get( 'store_api_draft_order' ) === $order->get_id() && $order->has_cart_hash( WC()->cart->get_cart_hash() ) );
	}

	private static function money( float $amount, ?WC_Order $order = null ): string {
		return html_entity_decode( wp_strip_all_tags( wc_price( $amount, null === $order ? array() : array( 'currency' => $order->get_currency() ) ) ), ENT_QUOTES, 'UTF-8' );
	}
}
