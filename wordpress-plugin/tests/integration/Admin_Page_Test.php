<?php
declare( strict_types=1 );

use CoopCredentials\Admin\Admin_Page;
use CoopCredentials\Admin\Built_Scripts;
use CoopCredentials\Admin\Contact_Route;
use CoopCredentials\Admin\Gate_Pattern;
use CoopCredentials\Gate\Contact;

final class Admin_Page_Test extends WordPress_Test_Case {

	private const OUR_SCREEN = 'toplevel_page_coop-credentials';

	private Admin_Page $page;

	protected function setUp(): void {
		parent::setUp();

		$this->page = new Admin_Page( new Built_Scripts( CoopCredentials\PLUGIN_FILE ) );
		wp_set_current_user( 1 );
	}

	protected function tearDown(): void {
		wp_dequeue_script( Admin_Page::HANDLE );
		wp_deregister_script( Admin_Page::HANDLE );
		wp_set_current_user( 0 );
		parent::tearDown();
	}

	private function store_contact( string $contact ): WP_REST_Response {
		$request = new WP_REST_Request( 'POST', '/coop-credentials/v1/admin/contact' );
		$request->set_body_params( array( 'contact' => $contact ) );

		return rest_do_request( $request );
	}

	public function test_scripts_are_loaded_on_our_own_screen(): void {
		$this->page->enqueue( self::OUR_SCREEN );

		$this->assertTrue( wp_script_is( Admin_Page::HANDLE ) );
		$this->assertTrue( wp_style_is( Admin_Page::HANDLE ) );
	}

	public function test_no_other_screen_loads_them(): void {
		$this->page->enqueue( 'edit.php' );

		$this->assertFalse( wp_script_is( Admin_Page::HANDLE ) );
	}

	public function test_what_the_page_begins_with_cannot_end_its_script(): void {
		update_option( Contact::OPTION, 'https://example.org/</script><b>' );
		$this->page->enqueue( self::OUR_SCREEN );

		$before = implode( '', wp_scripts()->get_data( Admin_Page::HANDLE, 'before' ) );
		$this->assertStringContainsString( 'window.coopCredentials', $before );
		$this->assertStringNotContainsString( '<', $before );
	}

	public function test_translations_of_the_script_are_set(): void {
		$this->page->enqueue( self::OUR_SCREEN );

		$this->assertSame( 'coop-credentials', wp_scripts()->registered[ Admin_Page::HANDLE ]->textdomain );
	}

	public function test_who_may_not_manage_gets_no_link(): void {
		$this->assertStringContainsString( 'page=coop-credentials', $this->page->add_link( array( 'x' ) )[0] );
		wp_set_current_user( 0 );
		$this->assertSame( array( 'x' ), $this->page->add_link( array( 'x' ) ) );
	}

	public function test_who_helps_is_stored_for_who_may_manage(): void {
		$this->assertSame( 200, $this->store_contact( 'team@example.org' )->get_status() );
		$this->assertSame( 'team@example.org', Contact::stored() );
	}

	public function test_who_helps_is_refused_when_it_is_no_address(): void {
		$this->assertSame( 422, $this->store_contact( 'nobody' )->get_status() );
		$this->assertSame( '', Contact::stored() );
	}

	public function test_who_helps_is_not_stored_for_a_stranger(): void {
		wp_set_current_user( 0 );

		$this->assertSame( 401, $this->store_contact( 'team@example.org' )->get_status() );
		$this->assertSame( '', Contact::stored() );
	}

	public function test_the_pattern_is_there_for_the_editor(): void {
		( new Gate_Pattern() )->register();

		$pattern = WP_Block_Patterns_Registry::get_instance()->get_registered( Gate_Pattern::NAME );
		$gate    = parse_blocks( $pattern['content'] )[2];
		$this->assertSame( 'coop-credentials/gate', $gate['blockName'] );
		$this->assertSame( array( 'core/heading', 'core/paragraph' ), array_column( $gate['innerBlocks'], 'blockName' ) );
	}
}
