<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Plugin;
use CoopCredentials\Schema\Capability;
use CoopCredentials\Schema\Definitions;
use CoopCredentials\Schema\Tables;

final class Tables_Test extends WordPress_Test_Case {

	public function test_activation_made_every_table_of_this_version(): void {
		global $wpdb;

		self::assertSame( Tables::VERSION, (int) get_option( Tables::OPTION ) );
		self::assertCount( 7, Plugin::instance()->tables->all() );
		foreach ( Plugin::instance()->tables->all() as $table ) {
			self::assertSame( $table, $wpdb->get_var( "SHOW TABLES LIKE '$table'" ) );
		}
	}

	public function test_tables_that_could_not_be_made_are_tried_again(): void {
		global $wpdb;
		$other         = clone $wpdb;
		$other->prefix = 'nothing_there_';
		delete_option( Tables::OPTION );
		add_filter( 'dbdelta_create_queries', '__return_empty_array' );
		( new Tables( $other ) )->install();
		remove_filter( 'dbdelta_create_queries', '__return_empty_array' );

		self::assertFalse( get_option( Tables::OPTION ) );
	}

	public function test_installing_again_changes_nothing(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		global $wpdb;

		foreach ( ( new Definitions( Plugin::instance()->tables, $wpdb ) )->all() as $definition ) {
			self::assertSame( array(), dbDelta( $definition, false ) );
		}
	}

	public function test_version_1_is_brought_up_with_its_grants_and_tells_capitals_apart(): void {
		global $wpdb;
		$other         = clone $wpdb;
		$other->prefix = 'version_one_';
		$tables        = new Tables( $other );
		$was_version_1 = static fn (): string => '1';
		$grants        = new Grant_Store( $other, $tables->grants() );
		foreach ( self::version_1( $other ) as $statement ) {
			$other->query( $statement );
		}
		add_filter( 'pre_option_' . Tables::OPTION, $was_version_1 );

		try {
			self::assertTrue( $tables->are_old() );
			$tables->install();
			$tables->install();

			$grant = $grants->live( 'board', array( 'someone' ), $this->now() );
			self::assertSame( array( 'vf_1', 'live', '', 0 ), array( $grant->verification_id, $grant->state, $grant->issuer, $grant->policy_version ) );
			self::assertNull( $grants->live( 'Board', array( 'someone' ), $this->now() ) );
			self::assertSame( array(), array_diff( $tables->all(), $other->get_col( "SHOW TABLES LIKE 'version\\_one\\_%'" ) ) );
		} finally {
			remove_filter( 'pre_option_' . Tables::OPTION, $was_version_1 );
			foreach ( $tables->all() as $table ) {
				$other->query( "DROP TABLE IF EXISTS $table" );
			}
		}
	}

	/** The tables as version 0.1.0 made them, with one grant. @return list<string> */
	private static function version_1( wpdb $db ): array {
		$collate = $db->get_charset_collate();

		return array(
			"CREATE TABLE {$db->prefix}coop_credentials_grants (
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
			) $collate",
			"CREATE TABLE {$db->prefix}coop_credentials_requests (
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
			) $collate",
			"INSERT INTO {$db->prefix}coop_credentials_grants VALUES (1, 'vf_1', 'board', 'someone', 'holder', 'Because.', '2026-01-01', '2099-01-01')",
		);
	}

	public function test_administrators_alone_may_manage_from_the_start(): void {
		self::assertTrue( user_can( 1, Capability::NAME ) );
		foreach ( array( 'editor', 'author', 'contributor', 'subscriber' ) as $role ) {
			self::assertFalse( get_role( $role )->has_cap( Capability::NAME ), $role );
		}
	}

	public function test_uninstalling_takes_the_capability_from_roles_and_accounts(): void {
		$user = new WP_User( (int) wp_insert_user( array( 'user_login' => 'trusted', 'user_pass' => 'x', 'role' => 'editor' ) ) );
		$user->add_cap( Capability::NAME );

		Capability::take();

		self::assertFalse( get_role( 'administrator' )->has_cap( Capability::NAME ) );
		self::assertFalse( user_can( $user->ID, Capability::NAME ) );
		Capability::give(); // WordPress keeps roles in memory too.
	}
}
