<?php
declare( strict_types=1 );

use CoopCredentials\Shop\Offer;
use CoopCredentials\Shop\Offer_Form;
use PHPUnit\Framework\TestCase;

final class Offer_Form_Test extends TestCase {

	private const GOOD = array(
		'policy'     => 'members-tenth',
		'name'       => ' Members’ tenth ',
		'code'       => 'Members-Tenth',
		'kind'       => 'percent',
		'amount'     => 10,
		'products'   => array( 3, 3, '4', -1, 7 ),
		'categories' => array(),
		'minimum'    => '29.50',
		'enabled'    => false,
	);

	public function test_an_offer_is_read_as_it_was_sent(): void {
		$offer = Offer_Form::read( self::GOOD, 5 );

		self::assertInstanceOf( Offer::class, $offer );
		self::assertSame(
			array( 5, 'members-tenth', 'Members’ tenth', 'members-tenth', 'percent', '10', array( 3, 7 ), array(), '29.50', false ),
			array_values( get_object_vars( $offer ) )
		);
	}

	/** @dataProvider faults */
	public function test_each_fault_is_named_at_its_field( string $field, mixed $value ): void {
		$wrong = Offer_Form::read( array( $field => $value ) + self::GOOD );

		self::assertIsArray( $wrong );
		self::assertSame( array( $field ), array_keys( $wrong ) );
	}

	public static function faults(): array {
		return array(
			array( 'policy', 'no such name!' ),
			array( 'policy', null ),
			array( 'name', '  ' ),
			array( 'name', str_repeat( 'a', 201 ) ),
			array( 'code', 'x' ),
			array( 'code', 'two words' ),
			array( 'code', '-dash' ),
			array( 'kind', 'free_shipping' ),
			array( 'amount', '0' ),
			array( 'amount', '-5' ),
			array( 'amount', '1e3' ),
			array( 'amount', '100.01' ),
			array( 'amount', array() ),
			array( 'minimum', 'much' ),
			array( 'minimum', '-1' ),
		);
	}

	public function test_money_may_be_more_than_a_hundred(): void {
		self::assertInstanceOf( Offer::class, Offer_Form::read( array( 'kind' => 'fixed_cart', 'amount' => '250' ) + self::GOOD ) );
	}

	public function test_a_row_becomes_a_coupon(): void {
		$offer = Offer::from_row( array( 'id' => '1', 'policy' => 'p', 'name' => 'N', 'code' => 'n', 'kind' => 'fixed_product', 'amount' => '7.5000', 'products' => '[3,7]', 'categories' => 'broken', 'minimum' => '0.0000', 'enabled' => '1' ) );

		self::assertSame(
			array(
				'description'        => 'N',
				'discount_type'      => 'fixed_product',
				'amount'             => '7.5',
				'product_ids'        => array( 3, 7 ),
				'product_categories' => array(),
				'minimum_amount'     => '',
				'individual_use'     => false,
			),
			$offer->coupon()
		);
	}
}
