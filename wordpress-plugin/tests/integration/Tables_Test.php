<?php
declare( strict_types=1 );

use CoopCredentials\Plugin;
use CoopCredentials\Schema\Tables;

final class Tables_Test extends WordPress_Test_Case {

	public function test_activation_made_both_tables_of_this_version(): void {
		global $wpdb;

		self::assertSame( Tables::VERSION, (int) get_option( Tables::OPTION ) );
		foreach ( array( Plugin::instance()->tables->grants(), Plugin::instance()->tables->requests() ) as $table ) {
			self::assertSame( $table, $wpdb->get_var( "SHOW TABLES LIKE '$table'" ) );
		}
	}

	public function test_tables_that_could_not_be_made_are_tried_again(): void {
		global $wpdb;
		$other         = clone $wpdb;
		$other->prefix = 'nothing_there_';
		delete_option( Tables::OPTION );
		add_filter( 'dbdelta_create_queries', '__return_empty_array' );
		( new Tables( $other ) )->install_if_needed();
		remove_filter( 'dbdelta_create_queries', '__return_empty_array' );

		self::assertFalse( get_option( Tables::OPTION ) );
	}

	public function test_installing_again_changes_nothing(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$definitions = new ReflectionMethod( Tables::class, 'definitions' );
		$definitions->setAccessible( true );

		foreach ( $definitions->invoke( Plugin::instance()->tables ) as $definition ) {
			self::assertSame( array(), dbDelta( $definition, false ) );
		}
	}
}
