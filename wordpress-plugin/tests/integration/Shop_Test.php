<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Grant;
use CoopCredentials\Outbox\Courier;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Plugin;
use CoopCredentials\Shop\Coupons;
use CoopCredentials\Shop\Entitlements;
use CoopCredentials\Shop\Grant_Finder;
use CoopCredentials\Shop\Ledger;
use CoopCredentials\Shop\Lost_Offer;
use CoopCredentials\Shop\Offer;
use CoopCredentials\Shop\Offer_Store;
use CoopCredentials\Shop\Order_Guard;
use CoopCredentials\Shop\Redemption;
use CoopCredentials\Shop\Redemption_Store;
use CoopCredentials\Shop\Settlement;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Account;

require_once __DIR__ . '/class-fake-woocommerce.php';

/**
 * What the shop does with WooCommerce, against as little of it as can be. `tests/shop` has the real one.
 */
final class Shop_Test extends WordPress_Test_Case {

	private const CODE = 'members-tenth';

	private Offer $offer;

	protected function setUp(): void {
		parent::setUp();

		if ( ! class_exists( 'Fake_Shop', false ) ) {
			self::markTestSkipped( 'The real WooCommerce is here; tests/shop tries it.' );
		}

		$this->connect();
		Fake_Shop::$one = new Fake_Shop();
		WC_Order::$all  = array();
		$offers         = $this->offers();
		$this->offer    = $offers->find( $offers->save( new Offer( 0, 'tenth', 'Members’ tenth', self::CODE, 'percent', '10' ) ) );
	}

	public function test_an_order_with_a_reservation_keeps_its_discount_and_says_why(): void {
		$this->entitle( 'vf_1' );
		$this->reserves();
		$order = $this->order();

		self::assertSame( array(), $this->guard()->hold( $order, true ) );
		self::assertSame( array( self::CODE ), $order->get_coupon_codes() );
		self::assertSame( 'vf_1', $this->service->calls[0]['body']['verificationId'] );
		self::assertSame( Redemption::TTL, $this->service->calls[0]['body']['ttl'] );
		self::assertSame( 2.0, $this->service->calls[0]['args']['timeout'] );
		self::assertSame( 'Because.', $order->get_meta( Order_Guard::META )[ $this->offer->id ]['reason'] );
		self::assertSame( Redemption::RESERVED, $this->redemption()->state );
	}

	public function test_asking_again_for_the_same_order_takes_no_second_use(): void {
		$this->entitle( 'vf_1' );
		$this->reserves();
		$this->guard()->hold( $this->order(), true );
		$this->guard()->hold( $this->order(), true );

		self::assertCount( 1, $this->service->calls );
	}

	public function test_without_a_reservation_the_discount_goes(): void {
		$this->entitle( 'vf_1' );
		$this->service->answer( 'POST', '/v1/redemptions', 409, array( 'code' => 'limit_reached', 'status' => 409 ) );
		$order = $this->order();
		$lost  = $this->guard()->hold( $order, true );

		self::assertSame( array( 'limit_reached' ), array_map( static fn ( Lost_Offer $one ): string => $one->problem->problem_code, $lost ) );
		self::assertSame( array(), $order->get_coupon_codes() );
		self::assertSame( Redemption::REFUSED, $this->redemption()->state );
		self::assertSame( 0, $this->outbox()->state()['waiting'] );
		self::assertStringContainsString( 'The new total is €50.', Lost_Offer::words( $lost, '€50' ) );
		self::assertStringNotContainsString( '{', Lost_Offer::words( $lost, '€50' ) );
	}

	public function test_without_an_answer_the_discount_goes_and_what_was_taken_comes_back(): void {
		$this->entitle( 'vf_1' );
		$this->service->is_down();
		$order = $this->order();

		self::assertCount( 1, $this->guard()->hold( $order, true ) );
		self::assertSame( array( array(), Redemption::ASKED, 1 ), array( $order->get_coupon_codes(), $this->redemption()->state, $this->outbox()->state()['waiting'] ) );

		$this->service_is_back();
		$this->deliver();
		self::assertSame( Redemption::RELEASED, $this->redemption()->state );
		self::assertStringEndsWith( '/v1/redemptions/rd_1/release', end( $this->service->calls )['url'] );
		self::assertSame( 0, $this->outbox()->state()['waiting'] );
	}

	public function test_another_try_after_no_answer_is_the_same_use(): void {
		$this->entitle( 'vf_1' );
		$this->service->is_down();
		$this->guard()->hold( $this->order(), true );
		$key = $this->service->calls[0]['body']['idempotencyKey'];
		$this->service_is_back();

		self::assertSame( array(), $this->guard()->hold( $this->order(), true ) );
		self::assertSame( $key, $this->service->calls[0]['body']['idempotencyKey'] );
		self::assertSame( array( Redemption::RESERVED, 0 ), array( $this->redemption()->state, $this->outbox()->state()['waiting'] ) );
	}

	public function test_an_answer_that_reserves_nothing_is_none(): void {
		$this->entitle( 'vf_1' );
		$this->service->answer( 'POST', '/v1/redemptions', 200, array( 'id' => 'rd_1', 'state' => 'released' ) );

		self::assertCount( 1, $this->guard()->hold( $this->order(), true ) );
	}

	public function test_a_session_that_is_not_the_customers_entitles_nobody(): void {
		$this->entitle( 'vf_1' );
		$this->reserves();

		self::assertSame( 'verification_ended', $this->guard()->hold( $this->order(), false )[0]->problem->problem_code );
		self::assertSame( array(), $this->service->calls );
	}

	public function test_a_customers_account_entitles_an_order_that_the_shop_makes(): void {
		$this->grants()->add( $this->held( 'vf_9', Account::hash( 7 ) ), $this->now() );
		$this->reserves();

		self::assertSame( array(), $this->guard()->hold( new WC_Order( 5, array( self::CODE ), 'pending', 7 ), false ) );
		self::assertSame( 'vf_9', $this->service->calls[0]['body']['verificationId'] );
	}

	/** As WooCommerce does when another site logs a browser in, and when somebody follows a link to a basket. */
	public function test_a_session_taken_along_into_an_account_entitles_nobody_elsewhere(): void {
		$this->entitle( 'vf_1' );

		foreach ( array( '7', 't_copy' ) as $customer ) {
			WC()->customer = $customer;
			self::assertNull( $this->entitlements()->grant( $this->offer ) );
			self::assertNotNull( $this->entitlements( array( 'the visitor' ) )->grant( $this->offer ) );
		}

		$this->grants()->move( 'the visitor', Account::hash( 7 ) );
		self::assertNull( $this->entitlements()->grant( $this->offer ) );
		WC()->customer = '7';
		self::assertNotNull( $this->entitlements()->grant( $this->offer ) );
	}

	public function test_an_account_is_not_given_what_its_browser_holds(): void {
		WC()->customer = '7';
		$this->entitle( 'vf_1' );

		self::assertNull( $this->entitlements()->grant( $this->offer ) );
	}

	public function test_an_order_paid_again_after_its_offer_has_another_policy_has_no_discount(): void {
		$order         = $this->reserved_order();
		$order->status = 'failed';
		$this->settlement()->settle( $order );
		$this->offer_for( 'board' );

		self::assertSame( 'verification_ended', $this->guard()->hold( $order, false )[0]->problem->problem_code );
		self::assertSame( array(), $order->get_coupon_codes() );
	}

	/** @dataProvider unentitled */
	public function test_no_use_is_asked_for_again_by_what_entitles_no_more( Closure $change ): void {
		$order         = $this->reserved_order();
		$order->status = 'failed';
		$this->settlement()->settle( $order );
		$change( $this );
		$order->status = 'processing';
		$this->settlement()->settle( $order );

		self::assertSame( Redemption::RELEASED, $this->redemption()->state );
		self::assertSame( 'on-hold', $order->status );
	}

	public static function unentitled(): array {
		return array(
			'another policy' => array( static fn ( self $test ) => $test->offer_for( 'board' ) ),
			'taken back'     => array( static fn ( self $test ) => $test->grants()->change_state( 'vf_1', 'revoked' ) ),
		);
	}

	/** @dataProvider ends */
	public function test_what_has_ended_entitles_nobody( string $change ): void {
		global $wpdb;

		$this->entitle( 'vf_1' );
		$wpdb->query( 'UPDATE ' . Plugin::instance()->tables->grants() . " SET $change" );

		self::assertNull( $this->entitlements()->grant( $this->offer ) );
		self::assertFalse( $this->coupons()->data( false, self::CODE ) );
	}

	public static function ends(): array {
		return array(
			array( "state = 'revoked'" ),
			array( "state = 'suspended'" ),
			array( "expires_at = '2020-01-01 00:00:00'" ),
			array( "policy = 'another'" ),
		);
	}

	public function test_the_coupon_is_there_for_who_is_entitled_only(): void {
		self::assertFalse( $this->coupons()->data( false, self::CODE ) );
		$this->entitle( 'vf_1' );
		self::assertSame( '10', $this->coupons()->data( false, 'Members-Tenth' )['amount'] );
		self::assertFalse( $this->coupons()->data( false, 'another-code' ) );
		self::assertFalse( $this->coupons()->data( false, 17 ) );
	}

	public function test_no_coupon_of_the_shops_own_passes_for_an_offer(): void {
		$this->entitle( 'vf_1' );

		self::assertTrue( $this->coupons()->is_valid( true, new WC_Coupon( self::CODE ), null ) );
		self::assertFalse( $this->coupons()->is_valid( true, new WC_Coupon( self::CODE, false ), null ) );
		self::assertTrue( $this->coupons()->is_valid( true, new WC_Coupon( 'another-code', false ), null ) );
	}

	/** @dataProvider ways */
	public function test_what_becomes_of_an_order_reaches_the_service( array $statuses, string $state, array $calls ): void {
		$order = $this->reserved_order();
		$this->service->calls = array();

		foreach ( $statuses as $status ) {
			$order->status = $status;
			$this->settlement()->settle( $order );
			$this->deliver();
		}

		self::assertSame( $state, $this->redemption()->state );
		self::assertSame( $calls, array_map( static fn ( array $call ): string => basename( $call['url'] ), $this->service->calls ) );
	}

	public static function ways(): array {
		return array(
			'a bank transfer'     => array( array( 'on-hold', 'on-hold', 'processing', 'completed' ), 'committed', array( 'keep', 'commit' ) ),
			'paid at once'        => array( array( 'processing', 'completed' ), 'committed', array( 'commit' ) ),
			'all of it refunded'  => array( array( 'completed', 'refunded' ), 'released', array( 'commit', 'release' ) ),
			'cancelled'           => array( array( 'on-hold', 'cancelled', 'cancelled' ), 'released', array( 'keep', 'release' ) ),
			'payment failed'      => array( array( 'failed' ), 'released', array( 'release' ) ),
			'payment is under way' => array( array( 'pending' ), 'reserved', array() ),
		);
	}

	public function test_a_payment_after_the_use_was_given_back_asks_for_it_again(): void {
		$order = $this->reserved_order();
		$order->status = 'failed';
		$this->settlement()->settle( $order );
		$order->status = 'processing';
		$this->settlement()->settle( $order );
		$this->deliver();

		self::assertSame( Redemption::COMMITTED, $this->redemption()->state );
	}

	public function test_a_payment_that_the_service_cannot_count_is_said_on_the_order(): void {
		$order = $this->reserved_order();
		$this->service->answer( 'POST', '/v1/redemptions/rd_1/commit', 409, array( 'code' => 'limit_reached', 'status' => 409 ) );
		$order->status = 'processing';
		$this->settlement()->settle( $order );
		$this->deliver();

		self::assertSame( Redemption::REFUSED, $this->redemption()->state );
		self::assertStringContainsString( 'does not count it as used', implode( ' ', $order->notes ) );
	}

	/** @dataProvider overs */
	public function test_an_order_paid_late_whose_use_is_gone_waits_for_the_shop_once( string $over ): void {
		$order         = $this->reserved_order();
		$order->status = $over;
		$this->settlement()->settle( $order );
		$this->deliver();
		$this->refuses();
		$order->status = 'processing';
		$this->settlement()->settle( $order );
		$this->deliver();

		self::assertSame( 'on-hold', $order->status );
		self::assertStringContainsString( 'cancel and refund', end( $order->notes ) );

		$order->status = 'processing'; // The shop's team sends it all the same.
		$this->settlement()->settle( $order );
		self::assertSame( 'processing', $order->status );
	}

	public static function overs(): array {
		return array( array( 'cancelled' ), array( 'failed' ) );
	}

	public function test_an_order_refused_its_use_before_it_was_paid_waits_once_it_is(): void {
		$order         = $this->reserved_order();
		$order->status = 'cancelled';
		$this->settlement()->settle( $order );
		$this->deliver();
		$this->refuses();
		$order->status = 'on-hold';
		$this->settlement()->settle( $order );
		$this->deliver();
		self::assertSame( Redemption::REFUSED, $this->redemption()->state );
		$before        = count( $order->notes );
		$order->status = 'processing';
		$this->settlement()->settle( $order );

		self::assertSame( 'on-hold', $order->status );
		self::assertCount( $before + 1, $order->notes );
	}

	public function test_a_shop_may_let_such_orders_through(): void {
		add_filter( 'coop_credentials_hold_uncounted_order', '__return_false' );
		$order = $this->reserved_order();
		$this->service->answer( 'POST', '/v1/redemptions/rd_1/commit', 409, array( 'code' => 'limit_reached', 'status' => 409 ) );
		$order->status = 'processing';
		$this->settlement()->settle( $order );
		$this->deliver();
		remove_filter( 'coop_credentials_hold_uncounted_order', '__return_false' );

		self::assertSame( 'processing', $order->status );
		self::assertStringContainsString( 'does not count it as used', end( $order->notes ) );
	}

	public function test_the_sweep_gives_back_what_an_order_no_longer_has(): void {
		global $wpdb;

		$order = $this->reserved_order();
		$order->remove_coupon( self::CODE );
		$wpdb->query( 'UPDATE ' . Plugin::instance()->tables->redemptions() . " SET updated_at = '2020-01-01 00:00:00'" );
		$this->settlement()->sweep();

		self::assertSame( Redemption::RELEASED, $this->redemption()->state );
	}

	private function reserved_order(): WC_Order {
		$this->entitle( 'vf_1' );
		$this->reserves();
		foreach ( array( 'keep', 'commit', 'release' ) as $step ) {
			$this->service->answer( 'POST', "/v1/redemptions/rd_1/$step", 200, array( 'id' => 'rd_1' ) );
		}
		$order = $this->order();
		$this->guard()->hold( $order, true );

		return $order;
	}

	private function reserves(): void {
		$this->service->answer( 'POST', '/v1/redemptions', 201, array( 'id' => 'rd_1', 'state' => 'reserved' ) );
	}

	private function refuses(): void {
		$this->service->answer( 'POST', '/v1/redemptions', 409, array( 'code' => 'limit_reached', 'status' => 409 ) );
	}

	private function service_is_back(): void {
		remove_filter( 'pre_http_request', array( $this->service, 'handle' ) );
		$this->service = new Fake_Service();
		add_filter( 'pre_http_request', array( $this->service, 'handle' ), 10, 3 );
		$this->reserves();
		$this->service->answer( 'POST', '/v1/redemptions/rd_1/release', 200, array( 'id' => 'rd_1', 'state' => 'released' ) );
	}

	/** Everything that waits, now, with what it brings about. */
	private function deliver(): void {
		global $wpdb;

		$settlement = $this->settlement();
		add_action( 'coop_credentials_delivered', array( $settlement, 'delivered' ), 10, 2 );
		add_action( 'coop_credentials_undeliverable', array( $settlement, 'undeliverable' ), 10, 2 );
		$wpdb->query( 'UPDATE ' . Plugin::instance()->tables->outbox() . " SET next_at = '2020-01-01 00:00:00'" );
		( new Courier( $this->outbox(), $this->api() ) )->deliver();
		remove_action( 'coop_credentials_delivered', array( $settlement, 'delivered' ) );
		remove_action( 'coop_credentials_undeliverable', array( $settlement, 'undeliverable' ) );
	}

	private function offer_for( string $policy ): void {
		global $wpdb;

		$wpdb->update( Plugin::instance()->tables->offers(), array( 'policy' => $policy ), array( 'id' => $this->offer->id ) );
	}

	private function entitle( string $verification ): void {
		$grant = $this->held( $verification, 'the visitor' );
		$this->grants()->add( $grant, $this->now() );
		$this->entitlements()->give( $this->offer, $grant );
	}

	private function held( string $verification, string $visitor ): Grant {
		return new Grant( $verification, 'tenth', $visitor, 'holder', 'Because.', $this->now()->modify( '+30 days' ) );
	}

	private function order(): WC_Order {
		return new WC_Order( 5, array( self::CODE ) );
	}

	private function redemption(): Redemption {
		$of_order = $this->redemptions()->of_order( 5 );

		return end( $of_order );
	}

	private function offers(): Offer_Store {
		global $wpdb;

		return new Offer_Store( $wpdb, Plugin::instance()->tables->offers() );
	}

	private function redemptions(): Redemption_Store {
		global $wpdb;

		return new Redemption_Store( $wpdb, Plugin::instance()->tables->redemptions() );
	}

	private function outbox(): Outbox {
		global $wpdb;

		return new Outbox( $wpdb, Plugin::instance()->tables->outbox() );
	}

	private function api(): Site_Api {
		return new Site_Api( $this->settings() );
	}

	/** @param list<string> $visitor */
	private function finder( array $visitor = array() ): Grant_Finder {
		global $wpdb;

		return new Grant_Finder( $wpdb, Plugin::instance()->tables->grants(), $this->grants(), static fn (): array => $visitor );
	}

	/** @param list<string> $visitor Who is here. */
	private function entitlements( array $visitor = array() ): Entitlements {
		return new Entitlements( $this->finder( $visitor ) );
	}

	private function coupons(): Coupons {
		return new Coupons( $this->offers(), $this->entitlements() );
	}

	private function ledger(): Ledger {
		return new Ledger( $this->api(), $this->redemptions(), $this->outbox() );
	}

	private function guard(): Order_Guard {
		return new Order_Guard( $this->offers(), $this->entitlements(), $this->finder(), $this->ledger() );
	}

	private function settlement(): Settlement {
		return new Settlement( $this->offers(), $this->redemptions(), $this->ledger(), $this->entitlements(), $this->finder() );
	}
}
