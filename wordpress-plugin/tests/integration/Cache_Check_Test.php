<?php
declare( strict_types=1 );

use CoopCredentials\Checkup\Cache_Check;
use CoopCredentials\Checkup\Cache_Probe;
use CoopCredentials\Checkup\Check;

/** The check against stand-ins for what may be before a site; over HTTP it is in tests/cache-check.test.ts. */
final class Cache_Check_Test extends WordPress_Test_Case {

	/** @dataProvider caches */
	public function test_a_cache_is_known_by_what_it_does( callable $cache, string $state, string $words ): void {
		$made  = 0;
		$make  = static function ( bool $is_known ) use ( &$made ): string {
			return '<p>' . ( $is_known ? 'opened' : 'locked' ) . ':' . str_pad( (string) ++$made, 16, '0', STR_PAD_LEFT ) . '</p>';
		};
		$kept  = array();
		$stand = static function ( mixed $answer, array $args, string $url ) use ( $cache, $make, &$kept ): array|WP_Error {
			$said = $cache( $kept, $url, array() !== $args['cookies'], $make );

			return $said instanceof WP_Error ? $said : array( 'response' => array( 'code' => 200, 'message' => '' ), 'headers' => array(), 'cookies' => array(), 'body' => $said );
		};
		add_filter( 'pre_http_request', $stand, 20, 3 );
		$check = ( new Cache_Check( new Cache_Probe( 'secret' ) ) )->run();
		remove_filter( 'pre_http_request', $stand, 20 );

		self::assertSame( $state, $check->state );
		self::assertStringContainsString( $words, $check->title );
		self::assertSame( Check::GOOD === $state, '' === $check->cure );
	}

	public static function caches(): array {
		return array(
			'none'                               => array( static fn ( array &$kept, string $url, bool $is_known, callable $make ): string => $make( $is_known ), 'good', 'No page cache' ),
			'one that heeds us'                  => array( static fn ( array &$kept, string $url, bool $is_known, callable $make ): string => $is_known ? $make( true ) : $kept[ $url ] ??= $make( false ), 'good', 'heeds' ),
			'one that does not look at cookies'  => array( static fn ( array &$kept, string $url, bool $is_known, callable $make ): string => $kept[ $url ] ??= $make( $is_known ), 'warning', 'locked page to those who were let in' ),
			'one that keeps what is private'     => array(
				static function ( array &$kept, string $url, bool $is_known, callable $make ): string {
					$page = $is_known ? $make( true ) : $kept[ $url ] ?? $make( false );
					return $is_known ? $kept[ $url ] = $page : $page;
				},
				'bad',
				'shows them to strangers',
			),
			'a site that cannot call itself'     => array( static fn (): WP_Error => new WP_Error( 'http_request_failed', 'refused' ), 'warning', 'could not be tried' ),
			'a log-in page before it all'        => array( static fn (): string => '<form>', 'warning', 'could not be tried' ),
		);
	}

	/** @dataProvider permalinks */
	public function test_the_address_is_as_the_sites_own_are( string $permalinks, string $beginning ): void {
		update_option( 'permalink_structure', $permalinks );

		self::assertStringStartsWith( home_url( $beginning ) . 'coop-credentials-probe-', ( new Cache_Probe( 'secret' ) )->url() );
	}

	public static function permalinks(): array {
		return array(
			'pretty'         => array( '/%postname%/', '/' ),
			'almost pretty'  => array( '/index.php/%postname%/', '/index.php/' ),
			'plain'          => array( '', '/?' ),
		);
	}

	public function test_each_try_has_an_address_of_its_own(): void {
		$probe = new Cache_Probe( 'secret' );

		self::assertNotSame( $probe->url(), $probe->url() );
	}
}
