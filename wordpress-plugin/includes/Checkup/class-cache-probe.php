<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

/**
 * A page that nobody links to, for trying what stands before this site: to a stranger it may be kept by any cache, to
 * who has our cookie it is private, and each time it is made it says another word.
 *
 * Its address is signed and new for each try, so no page of the site is touched, and nobody else can fill a cache.
 */
final class Cache_Probe {

	private const NAME = 'coop-credentials-probe-';

	/** Begins as the visitor's cookie does: caches go by that. */
	public const COOKIE = 'wp-postpass_coop_probe';

	public function __construct( private readonly string $secret ) {}

	/** Before WordPress finds out that there is no such page. */
	public function hook(): void {
		add_action( 'parse_request', array( $this, 'answer' ), 0 );
	}

	/** An address for one try, as this site's posts have theirs: some web servers would look for a file of that name. */
	public function url(): string {
		$id   = bin2hex( random_bytes( 8 ) );
		$name = self::NAME . $id . '-' . $this->signature( $id );
		$form = (string) get_option( 'permalink_structure' );

		return match ( true ) {
			'' === $form                           => add_query_arg( $name, '1', home_url( '/' ) ),
			str_starts_with( $form, '/index.php' ) => home_url( "/index.php/$name/" ),
			default                                => home_url( "/$name/" ),
		};
	}

	public function answer(): void {
		$uri = (string) ( $_SERVER['REQUEST_URI'] ?? '' ); // phpcs:ignore -- Compared with a signature only.

		if ( ! str_contains( $uri, self::NAME ) || 1 !== preg_match( '/' . self::NAME . '([0-9a-f]{16})-([0-9a-f]{20})/', $uri, $parts ) || ! hash_equals( $this->signature( $parts[1] ), $parts[2] ) ) {
			return;
		}

		$is_known = isset( $_COOKIE[ self::COOKIE ] );

		if ( $is_known ) {
			defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );
			header( 'Cache-Control: no-store, private' );
		}

		header( 'Content-Type: text/html; charset=utf-8' );
		header( 'X-Robots-Tag: noindex' );
		echo '<!DOCTYPE html><html lang="en"><head><title>Co-op Credentials</title></head><body><p>' . ( $is_known ? 'opened' : 'locked' ) . ':' . esc_html( bin2hex( random_bytes( 8 ) ) ) . '</p>' . str_repeat( '<!-- Long enough for any cache. -->', 20 ) . '</body></html>';
		exit;
	}

	private function signature( string $id ): string {
		return substr( hash_hmac( 'sha256', 'probe|' . $id, $this->secret ), 0, 20 );
	}
}
