<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Visit\Visitor;

/**
 * Decides before any output whether this answer may hold an opened gate, and keeps it out of every cache then.
 *
 * It goes by who is there alone: a gate may stand in a synced pattern, a widget or a template part, which is
 * found only after a classic theme has sent its headers. A stranger has no cookie, so their page stays cacheable.
 * Feeds, REST, embeds and background calls never count: no grant is honoured there.
 */
final class Private_Page {

	/** For a host whose cache keeps pages that say `no-store`: then nothing is opened but for a POST, which no cache keeps. */
	public const ONLY_BY_POST = 'coop_credentials_open_only_by_post';

	private bool $private = false;

	/** Whose page it is. Some pages of a network show what stands at another site, where nobody here was let in. */
	private readonly int $site;

	public function __construct( private readonly Visitor $visitor ) {
		$this->site = get_current_blog_id();
	}

	public function hook(): void {
		add_action( 'template_redirect', array( $this, 'decide' ), 0 );

		// A comment is a page's too, but no template is ever chosen for it.
		add_action( 'init', fn () => 'wp-comments-post.php' === ( $GLOBALS['pagenow'] ?? '' ) && $this->decide(), 20 );
	}

	public function decide(): void {
		if ( array() === $this->visitor->hashes() || ! $this->is_page() || headers_sent() ) {
			return;
		}

		self::keep_out_of_caches();
		$this->private = true;
	}

	/** Whoever else asks gets an answer of their own. Where the headers were sent, the constant alone says so. */
	public static function keep_out_of_caches(): void {
		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );

		if ( ! headers_sent() ) {
			header( 'Cache-Control: no-store, private' );
			header_remove( 'Expires' );
			header_remove( 'Last-Modified' );
		}

		/** Fires when the page that is being made must be kept by no cache. */
		do_action( 'coop_credentials_kept_out_of_caches' );
	}

	/**
	 * The visitor whose grants may open gates in this answer, by every hash; empty for nobody.
	 *
	 * @return list<string>
	 */
	public function visitors(): array {
		return $this->private && $this->is_page() && ! $this->waits_for_post() ? $this->visitor->hashes() : array();
	}

	/** Whether this is a page of this site for a browser, with scripts: not a feed, REST, an embed or a background call. */
	public function is_page(): bool {
		return get_current_blog_id() === $this->site && ! is_admin() && ! is_feed() && ! is_embed() && ! is_robots() && ! is_trackback()
			&& ! wp_is_serving_rest_request() && ! wp_doing_ajax() && ! wp_doing_cron()
			&& ! ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST );
	}

	private function waits_for_post(): bool {
		return 'POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' ) && self::opens_only_by_post(); // phpcs:ignore -- Compared only.
	}

	private static function opens_only_by_post(): bool {
		/** Filters whether opened gates come by POST only, for a host whose cache ignores `no-store`. */
		return (bool) apply_filters( 'coop_credentials_open_only_by_post', '1' === ( wp_load_alloptions()[ self::ONLY_BY_POST ] ?? '' ) );
	}
}
