<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

use CoopCredentials\Verifier\Site_Api;
use wpdb;

/**
 * Makes the outbox and hangs its delivery on WordPress.
 */
final class Outbox_Module {

	public readonly Outbox $outbox;

	public readonly Courier $courier;

	public function __construct( wpdb $db, string $table, Site_Api $service ) {
		$this->outbox  = new Outbox( $db, $table );
		$this->courier = new Courier( $this->outbox, $service );
	}

	public function hook(): self {
		( new Schedule( $this->outbox, $this->courier ) )->hook();

		return $this;
	}
}
