<?php
/**
 * The router of `php -S`: files as they are, everything else to WordPress.
 *
 * No realpath(): it would break a plugin behind a symbolic link.
 */

$coop_path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$coop_file = $_SERVER['DOCUMENT_ROOT'] . rawurldecode( (string) $coop_path );

if ( is_dir( $coop_file ) && is_file( rtrim( $coop_file, '/' ) . '/index.php' ) && '/' !== $coop_path ) {
	if ( ! str_ends_with( $coop_path, '/' ) ) {
		header( "Location: $coop_path/", true, 301 );
		return true;
	}
	$coop_file = rtrim( $coop_file, '/' ) . '/index.php';
	$_SERVER['SCRIPT_NAME'] = rtrim( $coop_path, '/' ) . '/index.php';
}

if ( is_file( $coop_file ) ) {
	if ( ! str_ends_with( $coop_file, '.php' ) ) {
		return false;
	}
	chdir( dirname( $coop_file ) );
	$_SERVER['SCRIPT_FILENAME'] = $coop_file;
	$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
	require $coop_file;
	return true;
}

$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
