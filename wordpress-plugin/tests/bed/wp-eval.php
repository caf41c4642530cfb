<?php
/**
 * Runs PHP inside WordPress: `php wp-eval.php ROOT CODE`. What CODE returns is printed as JSON.
 *
 * @package CoopCredentials
 */

$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';

echo wp_json_encode( eval( $argv[2] ) ); // phpcs:ignore -- The test bed's own code.
