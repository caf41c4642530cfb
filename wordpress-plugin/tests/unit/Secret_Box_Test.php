<?php
declare( strict_types=1 );

use CoopCredentials\Verifier\Secret_Box;
use PHPUnit\Framework\TestCase;

final class Secret_Box_Test extends TestCase {

	public function test_what_was_sealed_comes_back(): void {
		$box = new Secret_Box( 'salt' );

		self::assertSame( 'site.secret', $box->open( $box->seal( 'site.secret' ) ) );
	}

	public function test_the_sealed_text_does_not_hold_the_key_and_is_never_the_same(): void {
		$box = new Secret_Box( 'salt' );

		self::assertStringNotContainsString( 'secret', (string) base64_decode( $box->seal( 'site.secret' ), true ) );
		self::assertNotSame( $box->seal( 'site.secret' ), $box->seal( 'site.secret' ) );
	}

	public function test_another_salt_opens_nothing(): void {
		self::assertNull( ( new Secret_Box( 'other salt' ) )->open( ( new Secret_Box( 'salt' ) )->seal( 'site.secret' ) ) );
	}

	/** @dataProvider broken */
	public function test_an_altered_or_broken_box_opens_nothing( string $sealed ): void {
		self::assertNull( ( new Secret_Box( 'salt' ) )->open( $sealed ) );
	}

	public static function broken(): array {
		$sealed     = (string) base64_decode( ( new Secret_Box( 'salt' ) )->seal( 'site.secret' ), true );
		$last       = strlen( $sealed ) - 1;
		$altered    = $sealed;
		$altered[ $last ] = chr( ord( $altered[ $last ] ) ^ 1 );

		return array(
			'one bit'     => array( base64_encode( $altered ) ),
			'cut'         => array( base64_encode( substr( $sealed, 0, 20 ) ) ),
			'no base64'   => array( '***' ),
			'nothing'     => array( '' ),
		);
	}
}
