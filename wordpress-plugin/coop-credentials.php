<?php
/**
 * Plugin Name:       Co-op Credentials
 * Description:       Opens parts of your site to members of the co-ops you welcome, by the membership in their own wallet. No new account for them, no membership data for you.
 * Version:           0.1.0
 * Requires at least: 6.6
 * Requires PHP:      8.1
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/old-licenses/gpl-2.0.html
 * Text Domain:       coop-credentials
 * WC tested up to:   10.5
 * Domain Path:       /languages
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/class-autoloader.php';

Autoloader::register( __DIR__ . '/includes' );

register_activation_hook( __FILE__, static fn () => Plugin::instance()->install() );
register_deactivation_hook( __FILE__, static fn ( mixed $at_each_site ) => Plugin::instance()->rest( (bool) $at_each_site ) );
Plugin::instance()->hook();
