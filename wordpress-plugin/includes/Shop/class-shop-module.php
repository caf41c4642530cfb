<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Closure;
use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Schema\Tables;
use CoopCredentials\Verifier\Site_Api;
use wpdb;

/**
 * Discounts for members, where WooCommerce is there.
 */
final class Shop_Module {

	/** @param Closure(): list<string> $visitor The hashes of who is here. */
	public function __construct(
		private readonly wpdb $db,
		private readonly Tables $tables,
		private readonly Site_Api $service,
		private readonly Outbox $outbox,
		private readonly Grant_Store $grants,
		private readonly Closure $visitor,
		private readonly Gate_Mark $mark,
	) {}

	/** Said early, because WooCommerce asks before `init`. */
	public static function declare_compatibility(): void {
		add_action(
			'before_woocommerce_init',
			static function (): void {
				if ( class_exists( FeaturesUtil::class ) ) {
					FeaturesUtil::declare_compatibility( 'custom_order_tables', \CoopCredentials\PLUGIN_FILE, true );
					FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', \CoopCredentials\PLUGIN_FILE, true );
				}
			}
		);
	}

	public static function has_woocommerce(): bool {
		return class_exists( 'WooCommerce', false ) && function_exists( 'WC' );
	}

	public function hook(): void {
		if ( ! self::has_woocommerce() ) {
			return;
		}

		$offers       = new Offer_Store( $this->db, $this->tables->offers() );
		$finder       = new Grant_Finder( $this->db, $this->tables->grants(), $this->grants, $this->visitor );
		$entitlements = new Entitlements( $finder );
		$redemptions  = new Redemption_Store( $this->db, $this->tables->redemptions() );
		$ledger       = new Ledger( $this->service, $redemptions, $this->outbox );
		$basket       = new Basket( $offers, $entitlements );
		$settlement   = new Settlement( $offers, $redemptions, $ledger, $entitlements, $finder );
		$guard        = new Order_Guard( $offers, $entitlements, $finder, $ledger );
		$held         = new Held_Use( $ledger );
		$watch        = new Basket_Watch( $offers, $entitlements, $basket, new Standing( $this->service ), $held );
		$panel        = new Panel( $offers, $entitlements, $finder, $basket, $held, $this->mark );
		$recheck      = new Recheck( $offers, $entitlements, $finder, $basket, $watch );
		$scripts      = new Panel_Scripts( $offers );

		( new Coupons( $offers, $entitlements ) )->hook();
		$basket->hook();
		$watch->hook();
		$settlement->hook();
		( new Checkouts( $guard, $offers, $entitlements, $settlement, $watch ) )->hook();
		( new Store_Api_Panel( $panel, $recheck, $scripts ) )->hook();
		( new Classic_Panel( $panel, $recheck, $scripts ) )->hook();
		( new Order_Screen() )->hook();
		( new Order_Privacy() )->hook();
		( new Offers_Screen( $offers ) )->hook();
		add_action( 'rest_api_init', static fn () => ( new Offer_Routes( $offers ) )->register() );
	}
}
