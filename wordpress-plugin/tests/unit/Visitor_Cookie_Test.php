<?php
declare( strict_types=1 );

use CoopCredentials\Visit\Visitor_Cookie;
use PHPUnit\Framework\TestCase;

final class Visitor_Cookie_Test extends TestCase {

	private const NAME = 'wp-postpass_coop_test';

	/** @var list<array{string, string, array<string, mixed>}> What was sent. */
	private array $sent = array();

	protected function setUp(): void {
		$_COOKIE = array();
	}

	public function test_a_stranger_has_no_hash_and_gets_no_cookie(): void {
		self::assertNull( $this->cookie()->visitor() );
		$this->cookie()->extend( new DateTimeImmutable( '+1 day' ) );
		self::assertSame( array(), $this->sent );
	}

	public function test_a_new_value_is_random_http_only_and_same_site(): void {
		$visitor = $this->cookie()->renew( new DateTimeImmutable( '@1800000000' ) );

		list( $name, $value, $options ) = $this->sent[0];
		self::assertSame( self::NAME, $name );
		self::assertSame( hash( 'sha256', $value ), $visitor );
		self::assertSame( $visitor, $this->cookie()->visitor() );
		self::assertTrue( $options['httponly'] );
		self::assertTrue( $options['secure'] );
		self::assertSame( 'Lax', $options['samesite'] );
		self::assertSame( 1800000000, $options['expires'] );
		self::assertNotSame( $visitor, $this->cookie()->renew( new DateTimeImmutable( '@1800000000' ) ) );
	}

	public function test_a_new_value_keeps_the_one_before_it_and_no_other(): void {
		$cookie = $this->cookie();
		$values = array_map( static fn () => $cookie->renew( new DateTimeImmutable( '+1 day' ) ), range( 1, 3 ) );

		self::assertSame( array( $values[2], $values[1] ), $cookie->visitors() );
		$cookie->extend( new DateTimeImmutable( '+2 days' ) );
		self::assertSame( $this->sent[2][1], $this->sent[3][1] );
	}

	/** @dataProvider malformed */
	public function test_a_value_of_another_form_is_a_stranger( mixed $value ): void {
		$_COOKIE[ self::NAME ] = $value;
		self::assertNull( $this->cookie()->visitor() );
	}

	public static function malformed(): array {
		return array( array( '' ), array( 'short' ), array( str_repeat( 'a', 42 ) . '!' ), array( str_repeat( 'a', 44 ) ), array( str_repeat( 'a', 43 ) . '.' ), array( str_repeat( 'a', 43 ) . '.short' ), array( array( str_repeat( 'a', 43 ) ) ) );
	}

	public function test_clearing_ends_it(): void {
		$this->cookie()->renew( new DateTimeImmutable( '+1 day' ) );
		$this->cookie()->clear();

		self::assertNull( $this->cookie()->visitor() );
		self::assertLessThan( time(), $this->sent[1][2]['expires'] );
	}

	private function cookie(): Visitor_Cookie {
		return new Visitor_Cookie(
			self::NAME,
			array( 'path' => '/', 'domain' => '', 'secure' => true ),
			function ( string $name, string $value, array $options ): void {
				$this->sent[] = array( $name, $value, $options );
			}
		);
	}
}
