<?php
/**
 * Activates the plugin as the plugins screen does, with WordPress' own checks: `php activate.php ROOT`.
 *
 * @package CoopCredentials
 */

$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$coop_result = activate_plugin( 'coop-credentials/coop-credentials.php' );

if ( is_wp_error( $coop_result ) ) {
	fwrite( STDERR, $coop_result->get_error_message() . "\n" );
	exit( 1 );
}
