<?php
declare( strict_types=1 );

use CoopCredentials\Visit\Origin;
use PHPUnit\Framework\TestCase;

final class Origin_Test extends TestCase {

	public function test_equal_origins_are_written_equal(): void {
		self::assertSame( 'https://shop.example', Origin::of( 'https://Shop.Example:443/page' ) );
		self::assertSame( 'http://localhost:8080', Origin::of( 'http://localhost:8080' ) );
	}

	/** @dataProvider none */
	public function test_what_is_no_web_address_has_no_origin( string $url ): void {
		self::assertNull( Origin::of( $url ) );
	}

	public static function none(): array {
		return array( array( '' ), array( 'null' ), array( 'javascript:alert(1)' ), array( 'https://user@shop.example' ), array( 'https://shop.example\@evil.example' ), array( '//shop.example' ) );
	}

	public function test_a_page_of_this_site_is_returned_to_without_its_fragment(): void {
		self::assertSame( 'https://shop.example/lounge?a=1', Origin::return_url( 'https://shop.example/lounge?a=1#response_code=x', 'https://shop.example' ) );
	}

	/** @dataProvider elsewhere */
	public function test_any_other_address_becomes_the_front_page( mixed $url ): void {
		self::assertSame( 'https://shop.example', Origin::return_url( $url, 'https://shop.example' ) );
	}

	public static function elsewhere(): array {
		return array(
			'another host'   => array( 'https://evil.example/' ),
			'host as prefix' => array( 'https://shop.example.evil.example/' ),
			'another port'   => array( 'https://shop.example:8443/' ),
			'http'           => array( 'http://shop.example/' ),
			'a list'         => array( array( 'https://shop.example/' ) ),
			'nothing'        => array( null ),
			'endless'        => array( 'https://shop.example/' . str_repeat( 'a', 2000 ) ),
		);
	}
}
