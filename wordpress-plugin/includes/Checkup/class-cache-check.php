<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

/**
 * Whether a page cache stands before this site, and whether it heeds what we say: visits the probe as a stranger, as
 * who was let in, and as a stranger again.
 */
final class Cache_Check {

	private const ID = 'cache';

	public function __construct( private readonly Cache_Probe $probe ) {}

	public function run(): Check {
		$url = $this->probe->url();

		$first  = $this->visit( $url, false );
		$opened = null === $first ? null : $this->visit( $url, true );
		$last   = null === $opened ? null : $this->visit( $url, false );

		if ( null === $last ) {
			return Check::warning(
				self::ID,
				__( 'It could not be tried whether a page cache heeds this plugin, because this site cannot call itself.', 'coop-credentials' ),
				__( 'Ask your host to let the site call its own address. Until then, look for yourself: after somebody was let in, a private window must still show the locked page.', 'coop-credentials' )
			);
		}

		if ( str_starts_with( $last, 'opened:' ) || str_starts_with( $first, 'opened:' ) ) {
			return Check::bad(
				self::ID,
				__( 'A page cache keeps pages that are marked private, and shows them to strangers.', 'coop-credentials' ),
				__( 'Tell the cache to keep no page with “Cache-Control: no-store, private”, and to pass visitors by who have a cookie that begins with wp-postpass_. Put nothing behind gates before.', 'coop-credentials' )
			);
		}

		if ( ! str_starts_with( $opened, 'opened:' ) ) {
			return Check::warning(
				self::ID,
				__( 'A page cache shows the locked page to those who were let in, too.', 'coop-credentials' ),
				__( 'Tell the cache to pass visitors by who have a cookie that begins with wp-postpass_. Nothing leaks meanwhile.', 'coop-credentials' )
			);
		}

		return $first === $last
			? Check::good( self::ID, __( 'A page cache stands before this site, and heeds what is private.', 'coop-credentials' ) )
			: Check::good( self::ID, __( 'No page cache keeps what is private.', 'coop-credentials' ) );
	}

	/** What the probe said, or null without an answer of ours. */
	private function visit( string $url, bool $is_known ): ?string {
		$response = wp_remote_get(
			$url,
			array(
				'timeout'     => 5,
				'redirection' => 2,
				'cookies'     => $is_known ? array( Cache_Probe::COOKIE => '1' ) : array(),
				/** This filter is WordPress' own. */
				'sslverify'   => apply_filters( 'https_local_ssl_verify', false ),
			)
		);

		return 1 === preg_match( '/<p>((?:opened|locked):[0-9a-f]{16})<\/p>/', is_wp_error( $response ) ? '' : wp_remote_retrieve_body( $response ), $found ) ? $found[1] : null;
	}
}
