<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

/**
 * What admins and authors see: the page, the panel in the editor, the pattern to start from; and in which language.
 */
final class Admin_Module {

	public static function hook( string $plugin_file ): void {
		$scripts = new Built_Scripts( $plugin_file );

		load_plugin_textdomain( 'coop-credentials', false, dirname( plugin_basename( $plugin_file ) ) . '/languages' );

		( new Contact_Route() )->hook();
		( new Gate_Pattern() )->hook();

		if ( is_admin() ) {
			( new Admin_Page( $scripts ) )->hook();
			( new Editor_Scripts( $scripts ) )->hook();
		}
	}
}
