<?php
declare( strict_types=1 );

use CoopCredentials\Seal\Seal_Post_Type;
use CoopCredentials\Seal\Seal_Store;
use CoopCredentials\Seal\Sealed_Parts;

final class Seal_Test extends WordPress_Test_Case {

	private int $anne;
	private int $bert;

	protected function setUp(): void {
		parent::setUp();
		$this->anne = (int) wp_insert_user( array( 'user_login' => 'anne', 'user_pass' => 'x', 'role' => 'author' ) );
		$this->bert = (int) wp_insert_user( array( 'user_login' => 'bert', 'user_pass' => 'x', 'role' => 'contributor' ) );
		wp_set_current_user( $this->anne );
	}

	protected function tearDown(): void {
		parent::tearDown();
		$GLOBALS['post'] = null;
	}

	public function test_the_words_leave_the_post_and_a_key_stays(): void {
		$post = $this->post();

		self::assertStringNotContainsString( 'canary', $this->stored( $post ) );
		self::assertTrue( Seal_Store::is_key( $this->key( $post ) ) );
		self::assertStringContainsString( 'Free words', $this->stored( $post ) );
	}

	public function test_a_gate_that_is_not_sealed_keeps_its_words(): void {
		$post = $this->post( str_replace( '"sealed":true', '"sealed":false', self::sealed() ) );

		self::assertStringContainsString( 'canary', $this->stored( $post ) );
	}

	public function test_without_the_plugin_nothing_is_published(): void {
		$post  = $this->post();
		$name  = 'coop-credentials/gate';
		$type  = WP_Block_Type_Registry::get_instance()->get_registered( $name );
		unregister_block_type( $name );
		unregister_post_type( Seal_Post_Type::NAME );
		wp_set_current_user( 0 );
		$part  = $this->rows( $post )[0];
		$html  = apply_filters( 'the_content', $this->stored( $post ) );
		$found = ( new WP_Query( array( 's' => 'canary', 'post_type' => 'any' ) ) )->found_posts;
		$by_id = ( new WP_Query( array( 'p' => $part, 'post_type' => 'any' ) ) )->posts;
		register_block_type( $type );
		( new Seal_Post_Type() )->register();

		self::assertStringNotContainsString( 'canary', $html );
		self::assertSame( 0, $found );
		self::assertSame( array(), $by_id );
	}

	public function test_the_editor_gets_the_words_in_their_place_and_no_key(): void {
		$post = $this->post();
		$raw  = $this->raw( $post );

		self::assertStringContainsString( '<p>the canary sings</p>', $raw );
		self::assertStringNotContainsString( $this->key( $post ), $raw );
	}

	public function test_saving_what_the_editor_got_changes_nothing(): void {
		$post   = $this->post();
		$before = $this->stored( $post );
		$this->save( $post, $this->raw( $post ) );

		self::assertSame( $before, $this->stored( $post ) );
		self::assertCount( 1, $this->rows( $post ) );
	}

	public function test_what_was_emptied_in_the_editor_is_empty(): void {
		$post = $this->post();
		$this->save( $post, '<!-- wp:coop-credentials/gate {"policy":"members-lounge","sealed":true} --><!-- /wp:coop-credentials/gate -->' );

		self::assertStringNotContainsString( 'canary', $this->raw( $post ) );
	}

	public function test_unsealing_puts_the_words_back(): void {
		$post = $this->post();
		$this->save( $post, str_replace( '"sealed":true', '"sealed":false', $this->raw( $post ) ) );

		self::assertStringContainsString( 'canary', $this->stored( $post ) );
	}

	public function test_other_fields_are_saved_without_the_words(): void {
		$post = $this->post();
		$key  = $this->key( $post );
		wp_update_post( array( 'ID' => $post, 'post_title' => 'New' ) );

		self::assertSame( $key, $this->key( $post ) );
		self::assertStringContainsString( 'canary', $this->raw( $post ) );
	}

	public function test_revisions_and_autosaves_hold_keys_and_give_their_own_words_to_editors(): void {
		$post = $this->post();
		$this->save( $post, str_replace( 'canary sings', 'canary hops', $this->raw( $post ) ) );
		_wp_put_post_revision( array( 'post_content' => self::sealed( 'the canary sleeps' ) ) + (array) get_post( $post, ARRAY_A ), true );
		$call = new WP_REST_Request( 'GET', "/wp/v2/posts/$post/revisions" );
		$call->set_query_params( array( 'context' => 'edit' ) );
		$raw = implode( '|', array_map( static fn ( array $revision ): string => $revision['content']['raw'], rest_do_request( $call )->get_data() ) );

		foreach ( wp_get_post_revisions( $post, array( 'check_enabled' => false ) ) as $revision ) {
			self::assertStringNotContainsString( 'canary', $revision->post_content );
		}
		self::assertStringContainsString( 'canary hops', $raw );
		self::assertStringContainsString( 'canary sleeps', $raw );
	}

	public function test_restoring_a_revision_brings_its_words_back(): void {
		$post     = $this->post();
		$this->save( $post, $this->raw( $post ) . 'x' );
		$revision = array_key_first( wp_get_post_revisions( $post ) );
		$this->save( $post, str_replace( 'canary sings', 'canary hops', $this->raw( $post ) ) );
		wp_restore_post_revision( $revision );

		self::assertStringContainsString( 'canary sings', $this->raw( $post ) );
	}

	public function test_words_that_no_revision_has_are_removed(): void {
		add_filter( 'wp_revisions_to_keep', '__return_zero' );
		$post = $this->post();
		$this->save( $post, str_replace( 'canary sings', 'canary hops', $this->raw( $post ) ) );
		$rows = $this->rows( $post );
		remove_filter( 'wp_revisions_to_keep', '__return_zero' );

		self::assertCount( 1, $rows );
	}

	public function test_the_bin_keeps_the_words_and_deleting_takes_them_along(): void {
		$post = $this->post();
		wp_trash_post( $post );
		wp_untrash_post( $post );
		self::assertStringContainsString( 'canary', $this->raw( $post ) );

		wp_delete_post( $post, true );
		self::assertSame( array(), $this->rows( $post ) );
	}

	public function test_a_copy_by_somebody_who_may_edit_the_post_has_words_of_its_own(): void {
		$post = $this->post();
		$copy = $this->post( $this->stored( $post ) );
		self::assertNotSame( $this->key( $post ), $this->key( $copy ) );
		wp_delete_post( $post, true );

		self::assertStringContainsString( 'canary', $this->raw( $copy ) );
	}

	/** @dataProvider tricks */
	public function test_a_key_in_another_authors_post_gives_nothing( string $trick ): void {
		$post = $this->post();
		wp_set_current_user( $this->bert );
		$theft = $this->post( sprintf( $trick, $this->key( $post ) ), 'pending' );

		self::assertStringNotContainsString( 'canary', $this->raw( $theft ) );
		self::assertStringNotContainsString( 'canary', $this->stored( $theft ) );
		self::assertStringNotContainsString( 'canary', $this->opened( $theft ) );
		wp_set_current_user( $this->anne );
		self::assertStringContainsString( 'canary', $this->raw( $post ) );
	}

	public static function tricks(): array {
		return array(
			'as it was'         => array( '<!-- wp:coop-credentials/gate {"policy":"members-lounge","sealed":true,"seal":"%s"} /-->' ),
			'without the seal'  => array( '<!-- wp:coop-credentials/gate {"policy":"members-lounge","seal":"%s"} /-->' ),
			'an easier policy'  => array( '<!-- wp:coop-credentials/gate {"policy":"easy","sealed":true,"seal":"%s"} /-->' ),
			'inside a group'    => array( '<!-- wp:group --><div class="wp-block-group"><!-- wp:coop-credentials/gate {"policy":"members-lounge","sealed":true,"seal":"%s"} /--></div><!-- /wp:group -->' ),
			'inside a sealed gate' => array( '<!-- wp:coop-credentials/gate {"policy":"easy","sealed":true} --><!-- wp:coop-credentials/gate {"policy":"members-lounge","sealed":true,"seal":"%s"} /--><!-- /wp:coop-credentials/gate -->' ),
		);
	}

	public function test_an_easier_policy_opens_nothing_even_in_the_same_post(): void {
		global $wpdb;
		$post = $this->post();
		self::assertStringContainsString( 'canary', $this->opened( $post ) );
		$wpdb->update( $wpdb->posts, array( 'post_content' => str_replace( 'members-lounge', 'easy', $this->stored( $post ) ) ), array( 'ID' => $post ) );

		clean_post_cache( $post );
		self::assertStringNotContainsString( 'canary', $this->opened( $post ) );
	}

	public function test_the_same_key_in_a_pattern_shows_where_the_pattern_is_used(): void {
		$pattern = $this->post( self::sealed(), 'publish', 'wp_block' );
		$page    = $this->post( "<!-- wp:block {\"ref\":$pattern} /-->" );

		self::assertStringNotContainsString( 'canary', $this->stored( $pattern ) );
		self::assertStringContainsString( 'canary', $this->opened( $page ) );
	}

	public function test_who_reads_a_pattern_but_may_not_edit_it_gets_no_words(): void {
		$pattern = $this->post( self::sealed(), 'publish', 'wp_block' );
		wp_set_current_user( $this->bert );
		$call = new WP_REST_Request( 'GET', "/wp/v2/blocks/$pattern" );
		$call->set_query_params( array( 'context' => 'view' ) );
		$answer = rest_do_request( $call );

		self::assertSame( 200, $answer->get_status() );
		self::assertStringNotContainsString( 'canary', (string) wp_json_encode( $answer->get_data() ) );
	}

	public function test_nobody_reaches_the_parts_themselves(): void {
		$part = $this->rows( $this->post() )[0];
		wp_set_current_user( 1 );

		self::assertFalse( current_user_can( 'edit_post', $part ) );
		self::assertFalse( current_user_can( 'read_post', $part ) );
		self::assertFalse( get_post_type_object( Seal_Post_Type::NAME )->show_in_rest );
		self::assertFalse( is_post_type_viewable( Seal_Post_Type::NAME ) );
		self::assertSame( 404, rest_do_request( new WP_REST_Request( 'GET', "/wp/v2/posts/$part" ) )->get_status() );
		self::assertSame( 0, ( new WP_Query( array( 's' => 'canary', 'post_type' => 'any' ) ) )->found_posts );
	}

	public function test_what_untrusted_authors_seal_is_cleaned_as_what_they_publish(): void {
		wp_set_current_user( $this->bert );
		$post = $this->post( self::sealed( '<script>alert(1)</script>canary' ), 'pending' );

		self::assertStringNotContainsString( '<script', $this->raw( $post ) );
	}

	public function test_html_and_quotes_come_back_as_they_were(): void {
		$inner = 'a "quoted" \\backslash\\ &amp; <em>more</em>';
		$post  = $this->post( self::sealed( $inner ) );

		self::assertStringContainsString( $inner, $this->raw( $post ) );
	}

	public function test_footnotes_of_sealed_parts_leave_what_wordpress_prints_and_come_back_to_the_editor(): void {
		$mark  = static fn ( string $id ): string => "<sup data-fn=\"$id\" class=\"fn\"><a href=\"#$id\" id=\"$id-link\">1</a></sup>";
		$notes = array( array( 'id' => 'inside', 'content' => 'A note of the canary.' ), array( 'id' => 'outside', 'content' => 'A public "note".' ) );
		$post  = $this->post( self::sealed( 'x' . $mark( 'inside' ) ) . '<!-- wp:paragraph --><p>' . $mark( 'outside' ) . '</p><!-- /wp:paragraph -->' );
		$call  = new WP_REST_Request( 'POST', "/wp/v2/posts/$post" );
		$call->set_body_params( array( 'meta' => array( 'footnotes' => wp_json_encode( $notes ) ) ) );
		self::assertSame( $notes, json_decode( rest_do_request( $call )->get_data()['meta']['footnotes'], true ) );
		self::assertSame( array( $notes[1] ), json_decode( $this->stored_footnotes( $post ), true ) );

		$this->save( $post, str_replace( '"sealed":true', '"sealed":false', $this->raw( $post ) ) );
		self::assertSame( $notes, json_decode( $this->stored_footnotes( $post ), true ) );

		$this->save( $post, str_replace( '"sealed":false', '"sealed":true', $this->raw( $post ) ) );
		self::assertSame( array( $notes[1] ), json_decode( $this->stored_footnotes( $post ), true ) );
	}

	/** What WordPress prints without the plugin. */
	private function stored_footnotes( int $post ): string {
		global $wpdb;

		return (string) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = 'footnotes'", $post ) );
	}

	private static function sealed( string $inner = 'the canary sings' ): string {
		return '<!-- wp:paragraph --><p>Free words.</p><!-- /wp:paragraph --><!-- wp:coop-credentials/gate {"policy":"members-lounge","sealed":true} --><!-- wp:paragraph --><p>' . $inner . '</p><!-- /wp:paragraph --><!-- /wp:coop-credentials/gate -->';
	}

	private function post( ?string $content = null, string $status = 'publish', string $type = 'post' ): int {
		return (int) wp_insert_post( wp_slash( array( 'post_title' => 'Lounge', 'post_type' => $type, 'post_status' => $status, 'post_author' => get_current_user_id(), 'post_content' => $content ?? self::sealed() ) ), true );
	}

	private function save( int $post, string $content ): void {
		$call = new WP_REST_Request( 'POST', "/wp/v2/posts/$post" );
		$call->set_body_params( array( 'content' => $content ) );
		self::assertSame( 200, rest_do_request( $call )->get_status() );
	}

	/** What the block editor gets. */
	private function raw( int $post ): string {
		$call = new WP_REST_Request( 'GET', "/wp/v2/posts/$post" );
		$call->set_query_params( array( 'context' => 'edit' ) );

		return rest_do_request( $call )->get_data()['content']['raw'];
	}

	private function stored( int $post ): string {
		clean_post_cache( $post );

		return get_post( $post )->post_content;
	}

	private function key( int $post ): string {
		return 1 === preg_match( '/"seal":"([0-9a-f]+)"/', $this->stored( $post ), $found ) ? $found[1] : '';
	}

	/** As a page shows it to who was let in everywhere. */
	private function opened( int $post ): string {
		global $wpdb;
		$parts = new Sealed_Parts( new Seal_Store( $wpdb ) );
		$parts->hook();
		$GLOBALS['post']       = get_post( $post );
		$type                  = WP_Block_Type_Registry::get_instance()->get_registered( 'coop-credentials/gate' );
		$before                = $type->render_callback;
		$type->render_callback = static fn ( array $attributes, string $inner, WP_Block $block ): string => serialize_block( $parts->opened( $block->parsed_block, $attributes['policy'] ) );
		$html                  = do_blocks( $this->stored( $post ) );
		$type->render_callback = $before;
		remove_filter( 'pre_render_block', array( $parts, 'enter' ), PHP_INT_MAX );
		remove_filter( 'render_block_core/block', array( $parts, 'leave' ), PHP_INT_MIN );

		return $html;
	}

	/** @return list<int> */
	private function rows( int $post ): array {
		global $wpdb;

		return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_parent = %d AND post_type = %s", $post, Seal_Post_Type::NAME ) ) );
	}
}
