<?php
declare( strict_types=1 );

use CoopCredentials\Verifier\Pairing_Code;
use PHPUnit\Framework\TestCase;

final class Pairing_Code_Test extends TestCase {

	private const SECRET = 'AbCdEfGhIjKlMnOpQrSt_-';

	/** @dataProvider codes */
	public function test_a_code_names_the_service_to_be_confirmed( string $pasted, string $url, string $host ): void {
		$code = Pairing_Code::parse( $pasted );

		self::assertSame( array( trim( $pasted ), $url, $host ), array( $code->code, $code->url, $code->host() ) );
	}

	public static function codes(): array {
		return array(
			'plain'            => array( 'https://verifier.example#' . self::SECRET, 'https://verifier.example', 'verifier.example' ),
			'spaces around it' => array( "\n https://verifier.example#" . self::SECRET . ' ', 'https://verifier.example', 'verifier.example' ),
			'port and path'    => array( 'https://verifier.example:8443/coop#' . self::SECRET, 'https://verifier.example:8443/coop', 'verifier.example:8443' ),
			'this machine'     => array( 'http://localhost:4100#' . self::SECRET, 'http://localhost:4100', 'localhost:4100' ),
		);
	}

	/** @dataProvider others */
	public function test_anything_else_is_none( string $pasted ): void {
		self::assertNull( Pairing_Code::parse( $pasted ) );
	}

	public static function others(): array {
		return array(
			'a key'              => array( 'st_1.' . self::SECRET ),
			'no secret'          => array( 'https://verifier.example#' ),
			'a letter short'     => array( 'https://verifier.example#' . substr( self::SECRET, 1 ) ),
			'a letter more'      => array( 'https://verifier.example#a' . self::SECRET ),
			'http elsewhere'     => array( 'http://verifier.example#' . self::SECRET ),
			'a user in it'       => array( 'https://verifier.example@evil.example#' . self::SECRET ),
			'another alphabet'   => array( "https://verifi\u{0435}r.example#" . self::SECRET ),
			'two fragments'      => array( 'https://verifier.example#a#' . self::SECRET ),
			'a space inside'     => array( 'https://verifier .example#' . self::SECRET ),
			'very long'          => array( 'https://verifier.example/' . str_repeat( 'a', 500 ) . '#' . self::SECRET ),
			'nothing'            => array( '' ),
		);
	}
}
