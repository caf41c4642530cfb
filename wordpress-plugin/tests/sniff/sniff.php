<?php
/**
 * Looks at PHP files: `php sniff.php FILE…`. Prints `FILE:LINE RULE` for every fault; ends with 1 when there is one.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials\Sniff;

require __DIR__ . '/class-source.php';
require __DIR__ . '/class-expression.php';
require __DIR__ . '/class-rules.php';

$faults = 0;

foreach ( array_slice( $argv, 1 ) as $file ) {
	foreach ( Rules::look_at( (string) file_get_contents( $file ) ) as $fault ) {
		++$faults;
		echo "$file:{$fault['line']} {$fault['rule']}\n";
	}
}

exit( $faults > 0 ? 1 : 0 );
