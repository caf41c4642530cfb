<?php
/**
 * Leaves nothing behind, on no site of a network.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials;

use CoopCredentials\Schema\Remains;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';
Autoloader::register( __DIR__ . '/includes' );

( static function (): void {
	global $wpdb;

	if ( ! is_multisite() ) {
		( new Remains( $wpdb ) )->remove();

		return;
	}

	$sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);

	foreach ( $sites as $site ) {
		switch_to_blog( (int) $site );
		( new Remains( $wpdb ) )->remove();
		restore_current_blog();
	}
} )();
