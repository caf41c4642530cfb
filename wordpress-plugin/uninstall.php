<?php
/**
 * Leaves nothing behind, on no site of a network.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials;

use CoopCredentials\Schema\Network;
use CoopCredentials\Schema\Remains;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';
Autoloader::register( __DIR__ . '/includes' );

Network::at_each_site(
	static function (): void {
		global $wpdb;

		( new Remains( $wpdb ) )->remove();
	}
);
