<?php
/**
 * Runs PHP inside WordPress: `php wp-eval.php ROOT CODE [URL]`. What CODE returns is printed as JSON. URL says which
 * site of a network it is.
 *
 * @package CoopCredentials
 */

$coop_url               = parse_url( $argv[3] ?? 'http://localhost/' );
$_SERVER['HTTP_HOST']   = $coop_url['host'] . ( isset( $coop_url['port'] ) ? ':' . $coop_url['port'] : '' );
$_SERVER['REQUEST_URI'] = $coop_url['path'] ?? '/';
require $argv[1] . '/wp-load.php';

echo wp_json_encode( eval( $argv[2] ) ); // phpcs:ignore -- The test bed's own code.
