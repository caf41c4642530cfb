<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Visit\Visitor_Cookie;

/**
 * Decides before any output whether this answer may hold an opened gate, and keeps it out of every cache then.
 *
 * It goes by the cookie alone: a gate may stand in a synced pattern, a widget or a template part, which is
 * found only after a classic theme has sent its headers. A stranger has no cookie, so their page stays cacheable.
 * Feeds, REST, embeds and background calls never count: no grant is honoured there.
 */
final class Private_Page {

	private bool $private = false;

	public function __construct( private readonly Visitor_Cookie $cookie ) {}

	public function hook(): void {
		add_action( 'template_redirect', array( $this, 'decide' ), 0 );
	}

	public function decide(): void {
		if ( null === $this->cookie->visitor() || ! $this->is_page() || headers_sent() ) {
			return;
		}

		defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );

		header( 'Cache-Control: no-store, private' );
		header_remove( 'Expires' );
		header_remove( 'Last-Modified' );
		$this->private = true;
	}

	/**
	 * The visitor whose grants may open gates in this answer, by every hash; empty for nobody.
	 *
	 * @return list<string>
	 */
	public function visitors(): array {
		return $this->private && $this->is_page() ? $this->cookie->visitors() : array();
	}

	/** Whether this is a page for a browser, with scripts: not a feed, REST, an embed or a background call. */
	public function is_page(): bool {
		return ! is_admin() && ! is_feed() && ! is_embed() && ! is_robots() && ! is_trackback()
			&& ! wp_is_serving_rest_request() && ! wp_doing_ajax() && ! wp_doing_cron()
			&& ! ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST );
	}
}
