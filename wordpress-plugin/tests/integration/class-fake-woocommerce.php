<?php
declare( strict_types=1 );

// phpcs:disable -- Stands in for WooCommerce where there is none: no more of it than our own code touches.

if ( ! class_exists( 'WC_Order', false ) ) {

	class WC_Coupon {

		public const E_WC_COUPON_INVALID_FILTERED = 100;
		public const E_WC_COUPON_INVALID_REMOVED  = 101;
		public const E_WC_COUPON_NOT_EXIST        = 105;

		public function __construct( private string $code, private bool $virtual = true ) {}

		public function get_code(): string {
			return $this->code;
		}

		public function get_virtual(): bool {
			return $this->virtual;
		}
	}

	class WC_Order {

		/** @var array<int, self> */
		public static array $all = array();

		/** @var list<string> */
		public array $notes = array();

		/** @var array<string, mixed> */
		private array $meta = array();

		/** @param list<string> $coupons */
		public function __construct( private int $id, private array $coupons = array(), public string $status = 'pending', private int $customer = 0 ) {
			self::$all[ $id ] = $this;
		}

		public function get_id(): int {
			return $this->id;
		}

		public function get_order_key(): string {
			return "wc_order_{$this->id}";
		}

		public function get_customer_id(): int {
			return $this->customer;
		}

		public function get_status(): string {
			return $this->status;
		}

		public function update_status( string $status, string $note ): void {
			$this->status  = $status;
			$this->notes[] = $note;
		}

		public function has_status( array $statuses ): bool {
			return in_array( $this->status, $statuses, true );
		}

		/** @return list<string> */
		public function get_coupon_codes(): array {
			return $this->coupons;
		}

		public function remove_coupon( string $code ): void {
			$this->coupons = array_values( array_diff( $this->coupons, array( $code ) ) );
		}

		public function get_meta( string $key ): mixed {
			return $this->meta[ $key ] ?? '';
		}

		public function update_meta_data( string $key, mixed $value ): void {
			$this->meta[ $key ] = $value;
		}

		public function delete_meta_data( string $key ): void {
			unset( $this->meta[ $key ] );
		}

		public function set_cart_hash( string $hash ): void {}

		public function save_meta_data(): void {}

		public function add_order_note( string $note ): void {
			$this->notes[] = $note;
		}
	}

	/** The session is all that our code asks of the shop here. */
	final class Fake_Shop {

		public static ?self $one = null;

		public self $session;

		public string $customer = 't_guest';

		/** @var array<string, mixed> */
		private array $kept = array();

		public function __construct() {
			$this->session = $this;
		}

		public function get_customer_id(): string {
			return $this->customer;
		}

		public function get( string $key ): mixed {
			return $this->kept[ $key ] ?? null;
		}

		public function set( string $key, mixed $value ): void {
			$this->kept[ $key ] = $value;
		}
	}

	function WC(): Fake_Shop {
		return Fake_Shop::$one ??= new Fake_Shop();
	}

	function wc_get_order( int $id ): WC_Order|false {
		return WC_Order::$all[ $id ] ?? false;
	}

	/** @return list<string> */
	function wc_get_is_paid_statuses(): array {
		return array( 'processing', 'completed' );
	}
}
