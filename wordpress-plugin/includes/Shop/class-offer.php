<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * A discount for whoever a policy lets in. How often it may be used is the policy's own matter.
 */
final class Offer {

	public const KINDS = array( 'percent', 'fixed_cart', 'fixed_product' );

	/**
	 * @param string    $code    The coupon's code, in small letters.
	 * @param string    $amount  Per cent, or money of the shop.
	 * @param list<int> $products   Only these products; all of them when empty.
	 * @param list<int> $categories Only products of these categories.
	 * @param string    $minimum What the basket must cost at least; `0` for anything.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $policy,
		public readonly string $name,
		public readonly string $code,
		public readonly string $kind,
		public readonly string $amount,
		public readonly array $products = array(),
		public readonly array $categories = array(),
		public readonly string $minimum = '0',
		public readonly bool $enabled = true,
	) {}

	/** @param array<string, string|null> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['policy'],
			(string) $row['name'],
			(string) $row['code'],
			(string) $row['kind'],
			self::short( (string) $row['amount'] ),
			self::ids( (string) $row['products'] ),
			self::ids( (string) $row['categories'] ),
			self::short( (string) $row['minimum'] ),
			'1' === (string) $row['enabled']
		);
	}

	/**
	 * What WooCommerce makes a coupon of that stands in no table of its own.
	 *
	 * @return array<string, mixed>
	 */
	public function coupon(): array {
		return array(
			'description'        => $this->name,
			'discount_type'      => $this->kind,
			'amount'             => $this->amount,
			'product_ids'        => $this->products,
			'product_categories' => $this->categories,
			'minimum_amount'     => '0' === $this->minimum ? '' : $this->minimum,
			'individual_use'     => false,
		);
	}

	/** @return array<string, mixed> For the offers' screen. */
	public function to_array(): array {
		return array(
			'id'         => $this->id,
			'policy'     => $this->policy,
			'name'       => $this->name,
			'code'       => $this->code,
			'kind'       => $this->kind,
			'amount'     => $this->amount,
			'products'   => $this->products,
			'categories' => $this->categories,
			'minimum'    => $this->minimum,
			'enabled'    => $this->enabled,
		);
	}

	/** `10.5000` as `10.5`. */
	private static function short( string $number ): string {
		return str_contains( $number, '.' ) ? rtrim( rtrim( $number, '0' ), '.' ) : $number;
	}

	/** @return list<int> */
	private static function ids( string $json ): array {
		$ids = json_decode( $json, true );

		return is_array( $ids ) ? array_values( array_filter( array_map( 'intval', $ids ) ) ) : array();
	}
}
