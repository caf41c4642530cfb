<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use wpdb;

/**
 * Makes the parts that seal gates and hangs them on WordPress.
 */
final class Seal_Module {

	public readonly Sealed_Parts $parts;

	private readonly Seal_Store $store;

	public function __construct( wpdb $db ) {
		$this->store = new Seal_Store( $db );
		$this->parts = new Sealed_Parts( $this->store );
	}

	public function hook(): self {
		( new Seal_Post_Type() )->register();
		( new Seal_Writer( $this->store ) )->hook();
		( new Seal_Reader( $this->store ) )->hook();
		$this->parts->hook();
		( new Sealed_Footnotes() )->hook();

		return $this;
	}
}
