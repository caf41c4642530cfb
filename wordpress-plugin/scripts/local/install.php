<?php
/**
 * Installs WordPress with an admin and the plugin from its zip: `php install.php ROOT ZIP TITLE`.
 *
 * @package CoopCredentials
 */

list( , $coop_root, $coop_zip, $coop_title ) = $argv;

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
require $coop_root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( $coop_title, 'admin', 'admin@example.org', true, '', 'admin-password' );
update_option( 'permalink_structure', '/%postname%/' );
flush_rewrite_rules();

$coop_archive = new ZipArchive();
if ( true !== $coop_archive->open( $coop_zip ) || ! $coop_archive->extractTo( WP_PLUGIN_DIR ) ) {
	fwrite( STDERR, "The zip cannot be unpacked.\n" );
	exit( 1 );
}
