<?php
declare( strict_types=1 );

use CoopCredentials\Autoloader;
use PHPUnit\Framework\TestCase;

final class Autoloader_Test extends TestCase {

	public function test_a_class_has_its_file_in_the_folder_of_its_area(): void {
		self::assertSame( 'Grant/class-grant-store.php', Autoloader::path( 'CoopCredentials\Grant\Grant_Store' ) );
		self::assertSame( 'class-plugin.php', Autoloader::path( 'CoopCredentials\Plugin' ) );
		self::assertSame( 'generated/class-problem-words.php', Autoloader::path( 'CoopCredentials\Generated\Problem_Words' ) );
	}

	public function test_other_plugins_classes_are_left_alone(): void {
		self::assertNull( Autoloader::path( 'CoopCredentialsPro\Plugin' ) );
		self::assertNull( Autoloader::path( 'WP_Block' ) );
	}
}
