<?php
/**
 * Makes a network of a WordPress, with a second site: `php make-network.php ROOT HOST`, where HOST has its port.
 *
 * @package CoopCredentials
 */

list( , $coop_root, $coop_host ) = $argv;

$_SERVER['HTTP_HOST']   = $coop_host;
$_SERVER['REQUEST_URI'] = '/';
require $coop_root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/network.php';

foreach ( $wpdb->tables( 'ms_global' ) as $coop_name => $coop_table ) {
	$wpdb->$coop_name = $coop_table;
}

install_network();
populate_network( 1, $coop_host, 'admin@example.org', 'Autumn Network', '/', false );

$coop_constants = array(
	'WP_ALLOW_MULTISITE'   => true,
	'MULTISITE'            => true,
	'SUBDOMAIN_INSTALL'    => false,
	'DOMAIN_CURRENT_SITE'  => $coop_host,
	'PATH_CURRENT_SITE'    => '/',
	'SITE_ID_CURRENT_SITE' => 1,
	'BLOG_ID_CURRENT_SITE' => 1,
);
$coop_lines     = '';
foreach ( $coop_constants as $coop_name => $coop_value ) {
	$coop_lines .= "define( '$coop_name', " . var_export( $coop_value, true ) . " );\n";
}

$coop_config = file_get_contents( $coop_root . '/wp-config.php' );
$coop_config = preg_replace( "/define\( '(WP_HOME|WP_SITEURL)'.*\n/", '', $coop_config );
file_put_contents( $coop_root . '/wp-config.php', str_replace( '$table_prefix', $coop_lines . '$table_prefix', $coop_config ) );
