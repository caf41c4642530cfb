<?php
/**
 * A persistent object cache, as hosts put one beside WordPress: `wp-content/object-cache.php` of the test bed.
 * A file an entry, in a folder beside it.
 *
 * @package CoopCredentials
 */

const COOP_KEPT = __DIR__ . '/kept-objects';

$GLOBALS['coop_groups_of_a_request'] = array();
$GLOBALS['coop_objects']             = array();

/** Where an entry is kept, or null when its group lives for one request. */
function coop_kept( mixed $key, string $group ): ?string {
	return in_array( $group, $GLOBALS['coop_groups_of_a_request'], true ) ? null : COOP_KEPT . '/' . md5( "$group:$key" );
}

function wp_cache_init(): void {
	is_dir( COOP_KEPT ) || mkdir( COOP_KEPT );
}

function wp_cache_get( $key, $group = '', $force = false, &$found = null ) {
	$file  = coop_kept( $key, (string) $group );
	$bytes = null === $file ? $GLOBALS['coop_objects'][ $group ][ $key ] ?? null : ( is_file( $file ) ? file_get_contents( $file ) : null );
	$entry = is_string( $bytes ) && '' !== $bytes ? unserialize( $bytes ) : null;
	$found = is_array( $entry ) && ( 0 === $entry[0] || time() < $entry[0] );

	return $found ? $entry[1] : false;
}

function wp_cache_set( $key, $data, $group = '', $expire = 0 ) {
	$file  = coop_kept( $key, (string) $group );
	$bytes = serialize( array( 0 === (int) $expire ? 0 : time() + (int) $expire, $data ) );

	if ( null === $file ) {
		$GLOBALS['coop_objects'][ $group ][ $key ] = $bytes;
		return true;
	}

	return false !== file_put_contents( "$file." . getmypid(), $bytes ) && rename( "$file." . getmypid(), $file );
}

function wp_cache_add( $key, $data, $group = '', $expire = 0 ) {
	wp_cache_get( $key, $group, false, $found );

	return ! $found && ! wp_suspend_cache_addition() && wp_cache_set( $key, $data, $group, $expire );
}

function wp_cache_replace( $key, $data, $group = '', $expire = 0 ) {
	wp_cache_get( $key, $group, false, $found );

	return $found && wp_cache_set( $key, $data, $group, $expire );
}

function wp_cache_incr( $key, $offset = 1, $group = '' ) {
	$value = wp_cache_get( $key, $group, false, $found );

	return $found && wp_cache_set( $key, $value + $offset, $group ) ? $value + $offset : false;
}

function wp_cache_decr( $key, $offset = 1, $group = '' ) {
	return wp_cache_incr( $key, -$offset, $group );
}

function wp_cache_delete( $key, $group = '' ) {
	$file = coop_kept( $key, (string) $group );
	unset( $GLOBALS['coop_objects'][ $group ][ $key ] );

	return null === $file || ( is_file( $file ) && unlink( $file ) );
}

function wp_cache_flush() {
	array_map( 'unlink', glob( COOP_KEPT . '/*' ) );

	return true;
}

function wp_cache_add_non_persistent_groups( $groups ): void {
	array_push( $GLOBALS['coop_groups_of_a_request'], ...(array) $groups );
}

function wp_cache_add_global_groups( $groups ): void {}

function wp_cache_switch_to_blog( $blog_id ): void {}

function wp_cache_close() {
	return true;
}
