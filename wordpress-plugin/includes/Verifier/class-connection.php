<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * Where the verifier service is and how this site shows who it is.
 */
final class Connection {

	public function __construct(
		public readonly string $url,
		public readonly string $key,
		public readonly string $site_url,
	) {}
}
