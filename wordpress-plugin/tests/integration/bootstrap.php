<?php
/**
 * Loads the WordPress of the test bed, with the plugin as its zip installed it.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REMOTE_ADDR'] = '192.0.2.1';

// As every web server says.
$_SERVER['REQUEST_METHOD'] = 'GET';

global $shortcode_tags; // PHPUnit loads this file inside a function, and would put back what a local one held.
require getenv( 'COOP_WP_ROOT' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/template.php';
require_once __DIR__ . '/class-fake-service.php';
require_once __DIR__ . '/class-wordpress-test-case.php';
require_once __DIR__ . '/class-admin-test-case.php';
require_once __DIR__ . '/class-told-lists.php';
