<?php
declare( strict_types=1 );

use CoopCredentials\Verifier\Service_Url;
use PHPUnit\Framework\TestCase;

final class Service_Url_Test extends TestCase {

	/** @dataProvider accepted */
	public function test_an_https_address_or_this_machine_is_taken( string $input, string $expected ): void {
		self::assertSame( $expected, Service_Url::parse( $input ) );
	}

	public static function accepted(): array {
		return array(
			'plain'              => array( 'https://verifier.example', 'https://verifier.example' ),
			'slash at the end'   => array( ' https://verifier.example/ ', 'https://verifier.example' ),
			'port and path'      => array( 'https://verifier.example:8443/coop/', 'https://verifier.example:8443/coop' ),
			'upper case'         => array( 'HTTPS://Verifier.Example', 'https://verifier.example' ),
			'http to loopback'   => array( 'http://localhost:4100', 'http://localhost:4100' ),
			'http to 127.0.0.1'  => array( 'http://127.0.0.1:4100', 'http://127.0.0.1:4100' ),
			'http to IPv6 itself' => array( 'http://[::1]:4100', 'http://[::1]:4100' ),
		);
	}

	/** @dataProvider refused */
	public function test_nothing_else_gets_the_key( string $input ): void {
		self::assertNull( Service_Url::parse( $input ) );
	}

	public static function refused(): array {
		return array(
			'http elsewhere'          => array( 'http://verifier.example' ),
			'name that begins so'     => array( 'http://localhost.evil.example' ),
			'user before the host'    => array( 'https://localhost@evil.example' ),
			'backslash'               => array( 'https://verifier.example\@evil.example' ),
			'query'                   => array( 'https://verifier.example/?a=b' ),
			'fragment'                => array( 'https://verifier.example/#a' ),
			'no scheme'               => array( 'verifier.example' ),
			'another scheme'          => array( 'file:///etc/passwd' ),
			'line break'              => array( "https://verifier.example/\r\nX: y" ),
			'another alphabet'        => array( "https://verifi\u{0435}r.example" ),
			'percent in the host'     => array( 'https://verifier%2eexample' ),
			'nothing'                 => array( '' ),
		);
	}
}
