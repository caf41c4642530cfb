<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;

/**
 * Something answered, but not a service of ours: a web page, a redirect, another API. To visitors it is unreachable.
 */
final class Foreign_Answer extends Problem {

	public function __construct( int $status ) {
		parent::__construct( 'service_unreachable', 503, array(), "the answer is not one of a membership service (status $status)" );
	}
}
