<?php
/**
 * Leaves nothing behind: tables, options, transients.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials;

use CoopCredentials\Gate\Contact;
use CoopCredentials\Schema\Capability;
use CoopCredentials\Schema\Tables;
use CoopCredentials\Verifier\Connection_Settings;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';
Autoloader::register( __DIR__ . '/includes' );

( static function (): void {
	global $wpdb;

	$sites = is_multisite() ? get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) : array( get_current_blog_id() );

	foreach ( $sites as $site ) {
		is_multisite() && switch_to_blog( (int) $site );

		( new Tables( $wpdb ) )->drop();
		Capability::take();
		delete_option( Connection_Settings::OPTION );
		delete_option( Contact::OPTION );
		$wpdb->query(
			$wpdb->prepare(
				'DELETE FROM %i WHERE option_name LIKE %s OR option_name LIKE %s',
				$wpdb->options,
				$wpdb->esc_like( '_transient_coop_credentials_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_coop_credentials_' ) . '%'
			)
		);

		is_multisite() && restore_current_blog();
	}
} )();
