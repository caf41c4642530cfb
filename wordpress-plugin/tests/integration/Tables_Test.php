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

	public function test_installing_again_changes_nothing(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$definitions = new ReflectionMethod( Tables::class, 'definitions' );
		$definitions->setAccessible( true );

		foreach ( $definitions->invoke( Plugin::instance()->tables ) as $definition ) {
			self::assertSame( array(), dbDelta( $definition, false ) );
		}
	}
}
