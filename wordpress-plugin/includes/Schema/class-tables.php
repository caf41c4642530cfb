<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

use wpdb;

/**
 * Our tables, versioned. Installing twice changes nothing.
 */
final class Tables {

	public const VERSION = 2;
	public const OPTION  = 'coop_credentials_schema';

	private const NAMES = array( 'gates', 'grants', 'requests', 'events', 'offers', 'redemptions', 'outbox' );

	public function __construct( private readonly wpdb $db ) {}

	public function gates(): string {
		return $this->name( 'gates' );
	}

	public function grants(): string {
		return $this->name( 'grants' );
	}

	public function requests(): string {
		return $this->name( 'requests' );
	}

	public function events(): string {
		return $this->name( 'events' );
	}

	public function offers(): string {
		return $this->name( 'offers' );
	}

	public function redemptions(): string {
		return $this->name( 'redemptions' );
	}

	public function outbox(): string {
		return $this->name( 'outbox' );
	}

	/** @return list<string> The names of all tables, with the site's prefix. */
	public function all(): array {
		return array_map( fn ( string $name ): string => $this->name( $name ), self::NAMES );
	}

	/** An update by zip fires no activation, so the version is looked at on every load (an autoloaded option). */
	public function are_old(): bool {
		return self::VERSION !== (int) get_option( self::OPTION, 0 );
	}

	/** The version is stored only with all tables there; else the next load tries again. */
	public function install(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';

		$former = (int) get_option( self::OPTION, 0 );

		foreach ( ( new Definitions( $this, $this->db ) )->all() as $definition ) {
			dbDelta( $definition );
		}

		if ( array() !== array_filter( $this->all(), fn ( string $table ): bool => ! $this->exists( $table ) ) ) {
			return;
		}

		if ( 1 === $former ) {
			$this->tell_case_apart();
		}

		update_option( self::OPTION, self::VERSION );
	}

	public function drop(): void {
		foreach ( $this->all() as $table ) {
			$this->db->query( $this->db->prepare( 'DROP TABLE IF EXISTS %i', $table ) );
		}

		delete_option( self::OPTION );
	}

	/** Version 1 took `Board` for `board`, which are two policies. dbDelta changes no collation. */
	private function tell_case_apart(): void {
		foreach ( array( $this->grants(), $this->requests() ) as $table ) {
			$this->db->query( $this->db->prepare( 'ALTER TABLE %i MODIFY policy varchar(64) ' . Definitions::exact( $this->db ) . ' NOT NULL', $table ) ); // phpcs:ignore -- A collation of WordPress' own.
		}
	}

	private function name( string $name ): string {
		return $this->db->prefix . 'coop_credentials_' . $name;
	}

	private function exists( string $table ): bool {
		return $table === $this->db->get_var( $this->db->prepare( 'SHOW TABLES LIKE %s', $this->db->esc_like( $table ) ) );
	}
}
