<?php
/**
 * Our rules without WordPress: only the translation function is stood in for.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

require_once dirname( __DIR__, 2 ) . '/includes/class-autoloader.php';

CoopCredentials\Autoloader::register( dirname( __DIR__, 2 ) . '/includes' );

function __( string $text, string $domain ): string {
	return 'coop-credentials' === $domain ? $text : "wrong domain: $domain";
}
