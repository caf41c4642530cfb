<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

use CoopCredentials\Front_Scripts;
use CoopCredentials\Gate\Contact;
use CoopCredentials\Schema\Capability;
use CoopCredentials\Welcome\Welcome_Block;

/**
 * The menu "Co-op Credentials": one page, drawn by `src/admin` over our own REST API. PHP prints where it goes and
 * what it needs to begin; no key, no rule and nobody's admission is in the page.
 */
final class Admin_Page {

	public const SLUG   = 'coop-credentials';
	public const HANDLE = 'coop-credentials-admin';

	public function __construct( private readonly Built_Scripts $scripts ) {}

	public function hook(): void {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( \CoopCredentials\PLUGIN_FILE ), array( $this, 'add_link' ) );
	}

	public static function url( string $view = '' ): string {
		return admin_url( 'admin.php?page=' . self::SLUG . ( '' === $view ? '' : '&view=' . rawurlencode( $view ) ) );
	}

	public function add_page(): void {
		add_menu_page(
			__( 'Co-op Credentials', 'coop-credentials' ),
			__( 'Co-op Credentials', 'coop-credentials' ),
			Capability::NAME,
			self::SLUG,
			array( $this, 'show' ),
			'dashicons-unlock'
		);
	}

	/**
	 * @param array<string> $links
	 * @return array<string>
	 */
	public function add_link( array $links ): array {
		return current_user_can( Capability::NAME )
			? array( '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Set up', 'coop-credentials' ) . '</a>', ...$links )
			: $links;
	}

	/** On our own page only; whoever adds a view (`src/admin/views.js`) depends on the handle. */
	public function enqueue( string $screen ): void {
		if ( 'toplevel_page_' . self::SLUG !== $screen ) {
			return;
		}

		$this->scripts->register( self::HANDLE, 'admin', array( Front_Scripts::ELEMENT ), array( 'wp-components' ) );
		wp_add_inline_script(
			self::HANDLE,
			'window.coopCredentials = ' . wp_json_encode( $this->start(), JSON_HEX_TAG | JSON_HEX_AMP ) . ';',
			'before'
		);
		wp_enqueue_script( self::HANDLE );
		wp_enqueue_style( self::HANDLE );
	}

	public function show(): void {
		?>
		<div class="wrap">
			<h1><?php esc_html_e( 'Co-op Credentials', 'coop-credentials' ); ?></h1>
			<hr class="wp-header-end">
			<div id="coop-credentials-admin" class="coop-admin">
				<noscript><p><?php esc_html_e( 'This page needs JavaScript. Switch it on for this site and load the page again.', 'coop-credentials' ); ?></p></noscript>
			</div>
		</div>
		<?php
	}

	/** @return array<string, mixed> */
	private function start(): array {
		return array(
			'page'        => self::url(),
			'rest'        => rest_url( 'coop-credentials/v1' ),
			'nonce'       => wp_create_nonce( 'wp_rest' ),
			'admin'       => admin_url(),
			'site'        => home_url(),
			'locale'      => str_replace( '_', '-', get_user_locale() ),
			'contact'     => Contact::stored(),
			'pages'       => current_user_can( 'edit_pages' ),
			'namesDenied' => '1' === get_option( Welcome_Block::NAMES_DENIED ),
		);
	}
}
