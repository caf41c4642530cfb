<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Where a gate stands, as far as its HTML differs.
 */
enum Place: string {

	case Block     = 'block';
	case Shortcode = 'shortcode';
	case Post      = 'post';
}
