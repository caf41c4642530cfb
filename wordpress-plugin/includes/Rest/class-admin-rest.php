<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Checkup\Cache_Check;
use CoopCredentials\Checkup\Cache_Probe;
use CoopCredentials\Checkup\Checkup;
use CoopCredentials\Checkup\Gate_Checks;
use CoopCredentials\Checkup\Service_Checks;
use CoopCredentials\Checkup\Site_Checks;
use CoopCredentials\Feed\Position;
use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Gate_Uses;
use CoopCredentials\Gate\Gates;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Schema\Tables;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Pairing;
use CoopCredentials\Verifier\Site_Api;
use wpdb;

/**
 * What the screens of ours call, and the self-test. Made only when somebody asks.
 */
final class Admin_Rest {

	private readonly Cache_Probe $probe;

	public function __construct(
		private readonly wpdb $db,
		private readonly Tables $tables,
		private readonly Connection_Settings $settings,
		private readonly Site_Api $service,
		private readonly Request_Store $requests,
	) {
		$this->probe = new Cache_Probe( wp_salt( 'nonce' ) );
	}

	public function hook(): self {
		$this->probe->hook();
		add_action( Pairing::CHANGED, array( Position::class, 'forget' ) );
		add_action( 'rest_api_init', array( $this, 'register' ) );

		return $this;
	}

	/** The self-test, for Site Health and the command line too. */
	public function checkup(): Checkup {
		return new Checkup(
			new Service_Checks( $this->service, $this->settings, $this->pairing() ),
			new Gate_Checks( $this->service, $this->gates() ),
			new Site_Checks( $this->settings ),
			new Cache_Check( $this->probe )
		);
	}

	public function register(): void {
		$grants = new Grant_List( $this->db, $this->tables->grants() );
		$log    = new Event_Log( $this->db, $this->tables->events() );
		$uses   = new Gate_Uses( $this->db );

		( new Connection_Routes( $this->settings, $this->pairing(), $this->checkup(), $this->service ) )->register();
		( new Gate_Routes(
			new Gates( $this->gates(), $uses, $this->service, $grants, $log ),
			$this->gates(),
			$uses,
			new Try_Call( $this->service, $this->requests )
		) )->register();
		( new List_Routes( $this->service ) )->register();
		( new Grant_Routes( $grants, $this->gates(), $log ) )->register();
		Csv_Response::hook();
	}

	private function pairing(): Pairing {
		return new Pairing( $this->settings, $this->service );
	}

	private function gates(): Gate_Store {
		return new Gate_Store( $this->db, $this->tables->gates() );
	}
}
