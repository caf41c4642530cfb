<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

use wpdb;

/**
 * Our two tables, versioned. Installing twice changes nothing.
 */
final class Tables {

	public const VERSION = 1;
	public const OPTION  = 'coop_credentials_schema';

	public function __construct( private readonly wpdb $db ) {}

	public function grants(): string {
		return $this->db->prefix . 'coop_credentials_grants';
	}

	public function requests(): string {
		return $this->db->prefix . 'coop_credentials_requests';
	}

	/** An update by zip fires no activation, so the version is looked at on every load (an autoloaded option). */
	public function install_if_needed(): void {
		if ( self::VERSION !== (int) get_option( self::OPTION, 0 ) ) {
			$this->install();
		}
	}

	/** The version is stored only with both tables there; else the next load tries again. */
	public function install(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';

		foreach ( $this->definitions() as $definition ) {
			dbDelta( $definition );
		}

		if ( $this->exists( $this->grants() ) && $this->exists( $this->requests() ) ) {
			update_option( self::OPTION, self::VERSION );
		}
	}

	private function exists( string $table ): bool {
		return $table === $this->db->get_var( $this->db->prepare( 'SHOW TABLES LIKE %s', $this->db->esc_like( $table ) ) );
	}

	public function drop(): void {
		foreach ( array( $this->grants(), $this->requests() ) as $table ) {
			$this->db->query( $this->db->prepare( 'DROP TABLE IF EXISTS %i', $table ) );
		}

		delete_option( self::OPTION );
	}

	/**
	 * `visitor` is the SHA-256 of the cookie, never the cookie. Times are UTC.
	 *
	 * @return list<string> Written as dbDelta wants it: two spaces after PRIMARY KEY, one field a line.
	 */
	private function definitions(): array {
		$collate = $this->db->get_charset_collate();

		return array(
			"CREATE TABLE {$this->grants()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				verification_id varchar(64) NOT NULL,
				policy varchar(64) NOT NULL,
				visitor char(64) NOT NULL,
				holder varchar(64) NOT NULL,
				reason text NOT NULL,
				granted_at datetime NOT NULL,
				expires_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY verification_id (verification_id),
				KEY visitor_policy (visitor,policy),
				KEY expires_at (expires_at)
			) $collate;",
			"CREATE TABLE {$this->requests()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				request_id varchar(64) NOT NULL,
				subject varchar(64) NOT NULL,
				policy varchar(64) NOT NULL,
				visitor char(64) NOT NULL,
				opened_at datetime NOT NULL,
				refusal text NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY request_id (request_id),
				KEY visitor (visitor),
				KEY opened_at (opened_at)
			) $collate;",
		);
	}
}
