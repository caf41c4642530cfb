<?php
declare( strict_types=1 );

use CoopCredentials\Admin\Built_Scripts;
use CoopCredentials\Plugin;
use CoopCredentials\Shop\Offer;
use CoopCredentials\Shop\Offer_Store;
use CoopCredentials\Shop\Panel_Scripts;

/**
 * Translations lie in the plugin's own folder, under the names that translators' tools give them.
 */
final class Script_Translations_Test extends WordPress_Test_Case {

	/** @var list<string> */
	private array $files = array();

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'determine_locale', array( self::class, 'locale' ) );
	}

	protected function tearDown(): void {
		remove_filter( 'determine_locale', array( self::class, 'locale' ) );
		array_map( 'unlink', $this->files );
		parent::tearDown();
	}

	public static function locale(): string {
		return 'de_DE';
	}

	public function test_the_block_in_the_editor_is_translated(): void {
		$this->translate( 'gate' );

		self::assertStringContainsString( 'Als Fremde', $this->printed( 'coop-credentials-gate-editor-script' ) );
	}

	public function test_the_screens_are_translated(): void {
		$this->translate( 'admin' );
		( new Built_Scripts( CoopCredentials\PLUGIN_FILE ) )->register( 'coop-test', 'admin' );

		self::assertStringContainsString( 'Als Fremde', $this->printed( 'coop-test' ) );
		wp_deregister_script( 'coop-test' );
	}

	public function test_the_shops_panel_is_translated(): void {
		global $wpdb;
		$this->translate( 'shop' );
		$offers = new Offer_Store( $wpdb, Plugin::instance()->tables->offers() );
		$offers->save( new Offer( 0, 'lounge', 'Tenth', 'tenth', 'percent', '10', array(), array(), '0' ) );
		( new Panel_Scripts( $offers ) )->enqueue_for_blocks();

		self::assertStringContainsString( 'Als Fremde', $this->printed( 'coop-credentials-shop-blocks' ) );
		wp_dequeue_script( 'coop-credentials-shop-blocks' );
		wp_deregister_script( 'coop-credentials-shop-blocks' );
	}

	public function test_a_language_without_a_file_stays_english(): void {
		self::assertSame( '', $this->printed( 'coop-credentials-gate-editor-script' ) );
	}

	private function translate( string $folder ): void {
		$file = dirname( CoopCredentials\PLUGIN_FILE ) . '/languages/coop-credentials-de_DE-' . md5( "build/$folder/index.js" ) . '.json';
		$data = array(
			''              => array(
				'domain' => 'messages',
				'lang'   => 'de',
			),
			'As a stranger' => array( 'Als Fremde' ),
		);

		file_put_contents( $file, wp_json_encode( array( 'locale_data' => array( 'messages' => $data ) ) ) );
		$this->files[] = $file;
	}

	private function printed( string $handle ): string {
		return (string) wp_scripts()->print_translations( $handle, false );
	}
}
