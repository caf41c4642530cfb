<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

/**
 * Registers what `npm run build` made of a folder of `src`: its script with the dependencies and the version that the
 * build found, its translations, and its style, mirrored where the language runs from right to left.
 */
final class Built_Scripts {

	/** @param string $plugin_file The plugin's main file. */
	public function __construct( private readonly string $plugin_file ) {}

	/**
	 * @param list<string> $scripts Handles that the script needs besides what it imports.
	 * @param list<string> $styles Handles of styles that its own style comes after.
	 */
	public function register( string $handle, string $folder, array $scripts = array(), array $styles = array() ): void {
		$built = dirname( $this->plugin_file ) . "/build/$folder/index";
		$asset = require "$built.asset.php";
		$url   = plugins_url( "build/$folder/index", $this->plugin_file );

		wp_register_script( $handle, "$url.js", array( ...$asset['dependencies'], ...$scripts ), $asset['version'], array( 'in_footer' => true ) );
		wp_set_script_translations( $handle, 'coop-credentials', dirname( $this->plugin_file ) . '/languages' );

		if ( file_exists( "$built.css" ) ) {
			wp_register_style( $handle, "$url.css", $styles, $asset['version'] );
			wp_style_add_data( $handle, 'rtl', 'replace' );
		}
	}
}
