<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Post_Gates;
use CoopCredentials\Gate\Term_Gates;
use CoopCredentials\Plugin;

final class Whole_Post_Test extends WordPress_Test_Case {

	protected function tearDown(): void {
		global $wp_query;

		parent::tearDown();
		$wp_query->is_feed  = false;
		$GLOBALS['post']    = null;
	}

	public function test_a_post_without_a_gate_asks_for_nothing(): void {
		self::assertFalse( post_password_required( $this->post() ) );
	}

	public function test_a_stranger_reads_the_gate_in_the_place_of_the_content(): void {
		$this->name_gate( 'members-lounge', 'The <b>lounge</b>', 'Come in.' );
		$html = $this->content( $this->post( 'members-lounge' ) );

		self::assertStringNotContainsString( 'canary', $html );
		self::assertStringContainsString( 'Come in.', $html );
		self::assertStringContainsString( 'The &lt;b&gt;lounge', $html );
		self::assertStringContainsString( '<coop-credential-request', $html );
		self::assertStringNotContainsString( '<p><coop', $html );
	}

	public function test_a_policy_that_cannot_be_one_keeps_the_post_closed(): void {
		$post = $this->post( 'no such ?' );

		self::assertTrue( post_password_required( $post ) );
		self::assertStringNotContainsString( '<coop-credential-request', $this->content( $post ) );
	}

	public function test_the_posts_own_password_is_asked_for_too(): void {
		$post = $this->post();
		wp_update_post( array( 'ID' => $post->ID, 'post_password' => 'x' ) );

		self::assertStringContainsString( 'post_password', $this->content( get_post( $post->ID ) ) );
	}

	/** @dataProvider taxonomies */
	public function test_a_post_of_a_term_with_a_gate_is_locked( string $taxonomy ): void {
		$term = $this->term( $taxonomy );
		$post = $this->post();
		wp_set_object_terms( $post->ID, array( $term ), $taxonomy );
		self::assertFalse( post_password_required( $post ) );

		update_term_meta( $term, Term_Gates::META, 'members-lounge' );
		self::assertTrue( post_password_required( $post ) );

		delete_term_meta( $term, Term_Gates::META );
		self::assertFalse( post_password_required( $post ) );
	}

	public static function taxonomies(): array {
		return array( array( 'category' ), array( 'post_tag' ) );
	}

	public function test_a_category_below_one_with_a_gate_is_behind_it_too(): void {
		$above = $this->term( 'category' );
		update_term_meta( $above, Term_Gates::META, 'members-lounge' );
		$below = $this->term( 'category', $above );
		$post  = $this->post();
		wp_set_object_terms( $post->ID, array( $below ), 'category' );
		self::assertTrue( post_password_required( $post ) );

		wp_update_term( $below, 'category', array( 'parent' => 0 ) );
		self::assertFalse( post_password_required( $post ) );
	}

	public function test_the_index_of_terms_is_made_again_from_their_meta(): void {
		$term = $this->term( 'category' );
		update_term_meta( $term, Term_Gates::META, 'members-lounge' );
		$post = $this->post();
		wp_set_object_terms( $post->ID, array( $term ), 'category' );
		delete_option( Term_Gates::INDEX );
		self::assertFalse( post_password_required( $post ) );

		( new Term_Gates() )->write_index();
		self::assertTrue( post_password_required( $post ) );
	}

	public function test_a_post_with_two_gates_shows_its_own_first(): void {
		$term = $this->term( 'category' );
		update_term_meta( $term, Term_Gates::META, 'board-room' );
		$post = $this->post( 'members-lounge' );
		wp_set_object_terms( $post->ID, array( $term ), 'category' );

		self::assertStringContainsString( 'data-coop-gate="members-lounge"', $this->content( $post ) );
	}

	public function test_a_post_without_a_gate_costs_no_query(): void {
		global $wpdb;
		$post = $this->post();
		update_meta_cache( 'post', array( $post->ID ) ); // As every query of posts does.
		$before = $wpdb->num_queries;
		post_password_required( $post );

		self::assertSame( 0, $wpdb->num_queries - $before );
	}

	public function test_rest_gives_neither_content_nor_excerpt(): void {
		$post = $this->post( 'members-lounge', array( 'post_excerpt' => 'the canary hops' ) );
		$data = rest_do_request( new WP_REST_Request( 'GET', "/wp/v2/posts/{$post->ID}" ) )->get_data();

		self::assertSame( '', $data['content']['rendered'] );
		self::assertStringNotContainsString( 'canary', (string) wp_json_encode( $data ) );
	}

	public function test_an_editor_still_works_with_it_over_rest(): void {
		$post = $this->post( 'members-lounge' );
		wp_set_current_user( 1 );
		$call = new WP_REST_Request( 'GET', "/wp/v2/posts/{$post->ID}" );
		$call->set_query_params( array( 'context' => 'edit' ) );

		self::assertStringContainsString( 'canary', rest_do_request( $call )->get_data()['content']['raw'] );
	}

	public function test_the_rest_of_the_ways_out_are_closed(): void {
		$post = $this->post( 'members-lounge', array( 'post_excerpt' => 'the canary hops', 'post_content' => 'the canary <a href="https://secret.example/a.mp3">x</a>' ) );
		$GLOBALS['post'] = $post;
		wp_insert_comment( array( 'comment_post_ID' => $post->ID, 'comment_content' => 'a canary too', 'comment_approved' => 1 ) );
		$links = array( 'https://secret.example/a.mp3' );
		do_action_ref_array( 'pre_ping', array( &$links, array(), $post->ID ) );

		self::assertSame( array(), $links );
		self::assertStringNotContainsString( 'canary', get_the_excerpt( $post ) );
		self::assertSame( array(), apply_filters( 'comments_array', get_comments( array( 'post_id' => $post->ID ) ), $post->ID ) );
		self::assertStringNotContainsString( 'canary', get_comment_excerpt( get_comments( array( 'post_id' => $post->ID ) )[0] ) );
		self::assertSame( array(), $this->search( 'canary' ) );
	}

	public function test_the_search_of_comments_counts_none_of_its(): void {
		$open = $this->post();
		$shut = $this->post( 'members-lounge' );
		foreach ( array( $open, $shut ) as $post ) {
			wp_insert_comment( array( 'comment_post_ID' => $post->ID, 'comment_content' => 'A sparrow.', 'comment_approved' => 1 ) );
		}
		$call = new WP_REST_Request( 'GET', '/wp/v2/comments' );
		$call->set_query_params( array( 'search' => 'sparrow' ) );

		self::assertSame( 1, rest_do_request( $call )->get_headers()['X-WP-Total'] );
		wp_set_current_user( 1 );
		self::assertSame( 2, rest_do_request( $call )->get_headers()['X-WP-Total'] );
	}

	/** @dataProvider who_searches */
	public function test_every_search_of_comments_leaves_its_out( string $role, bool $is_author, int $count ): void {
		$user = (int) wp_insert_user( array( 'user_login' => 'somebody', 'user_pass' => 'x', 'role' => $role ) );
		wp_insert_comment( array( 'comment_post_ID' => $this->post( 'members-lounge', array( 'post_author' => $is_author ? $user : 1 ) )->ID, 'comment_content' => 'A sparrow.', 'comment_approved' => 1 ) );
		wp_set_current_user( $user );

		self::assertSame( $count, get_comments( array( 'search' => 'sparrow', 'count' => true ) ) );
	}

	public static function who_searches(): array {
		return array(
			'a contributor' => array( 'contributor', false, 0 ),
			'its author'    => array( 'author', true, 1 ),
			'an editor'     => array( 'editor', false, 1 ),
		);
	}

	public function test_a_search_that_asks_for_no_filters_is_guarded_too(): void {
		$post = $this->post( 'members-lounge' );
		$ids  = static fn (): array => get_posts( array( 's' => 'canary', 'fields' => 'ids', 'suppress_filters' => true ) );

		self::assertSame( array(), $ids() );
		wp_set_current_user( 1 );
		self::assertSame( array( $post->ID ), $ids() );
	}

	/** @dataProvider descriptions */
	public function test_a_product_behind_a_gate_gives_its_description_to_nobody( string $filter, bool $is_variation ): void {
		$shut    = $this->post( 'members-lounge' )->ID;
		$product = static fn ( int $id ): object => new class( $is_variation ? 0 : $id, $is_variation ? $id : 0 ) {
			public function __construct( private int $id, private int $parent ) {}
			public function get_id(): int {
				return $this->id;
			}
			public function get_parent_id(): int {
				return $this->parent;
			}
		};

		self::assertSame( '', apply_filters( $filter, 'canary', $product( $shut ) ) );
		self::assertSame( 'sparrow', apply_filters( $filter, 'sparrow', $product( $this->post()->ID ) ) );
		self::assertSame( 'sparrow', apply_filters( $filter, 'sparrow', $product( 0 ) ) );
	}

	public static function descriptions(): array {
		return array(
			'its description'       => array( 'woocommerce_product_get_description', false ),
			'its short description' => array( 'woocommerce_product_get_short_description', false ),
			'one of a variation'    => array( 'woocommerce_product_variation_get_description', true ),
		);
	}

	public function test_a_contributor_reads_its_comments_in_no_list_of_the_admin_area(): void {
		$post    = $this->post( 'members-lounge' );
		$comment = get_comment( wp_insert_comment( array( 'comment_post_ID' => $post->ID, 'comment_content' => 'A sparrow.', 'comment_approved' => 1 ) ) );
		require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
		require_once ABSPATH . 'wp-admin/includes/screen.php';
		set_current_screen( 'edit-comments' );
		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'somebody', 'user_pass' => 'x', 'role' => 'contributor' ) ) );
		$text = apply_filters( 'comment_text', $comment->comment_content, $comment, array() );
		wp_set_current_user( 1 );
		$for_editors = apply_filters( 'comment_text', $comment->comment_content, $comment, array() );
		unset( $GLOBALS['current_screen'] );

		self::assertSame( '', $text );
		self::assertStringContainsString( 'sparrow', $for_editors );
	}

	public function test_its_title_is_still_found(): void {
		$post = $this->post( 'members-lounge', array( 'post_title' => 'Winter lounge' ) );

		self::assertSame( array( $post->ID ), $this->search( 'winter' ) );
	}

	public function test_the_words_of_a_category_with_a_gate_are_found_by_nobody(): void {
		$term = $this->term( 'category' );
		update_term_meta( $term, Term_Gates::META, 'members-lounge' );
		$post = $this->post();
		self::assertSame( array( $post->ID ), $this->search( 'canary' ) );

		wp_set_object_terms( $post->ID, array( $term ), 'category' );
		self::assertSame( array(), $this->search( 'canary' ) );
	}

	/** @dataProvider who_may_set */
	public function test_who_may_edit_a_post_may_put_a_gate_on_it_and_nobody_else( string $role, bool $is_author, int $status ): void {
		$user = (int) wp_insert_user( array( 'user_login' => 'somebody', 'user_pass' => 'x', 'role' => $role ) );
		$post = $this->post( 'members-lounge', array( 'post_author' => $is_author ? $user : 1 ) );
		wp_set_current_user( $user );
		$call = new WP_REST_Request( 'POST', "/wp/v2/posts/{$post->ID}" );
		$call->set_body_params( array( 'meta' => array( Post_Gates::META => 'board-room' ) ) );

		self::assertSame( $status, rest_do_request( $call )->get_status() );
		self::assertSame( 200 === $status ? 'board-room' : 'members-lounge', get_post_meta( $post->ID, Post_Gates::META, true ) );
	}

	public static function who_may_set(): array {
		return array(
			'its author'            => array( 'author', true, 200 ),
			'an editor'             => array( 'editor', false, 200 ),
			'another author'        => array( 'author', false, 403 ),
			'a subscriber'          => array( 'subscriber', false, 403 ),
		);
	}

	public function test_rest_takes_no_policy_that_cannot_be_one(): void {
		wp_set_current_user( 1 );
		$call = new WP_REST_Request( 'POST', '/wp/v2/posts/' . $this->post()->ID );
		$call->set_body_params( array( 'meta' => array( Post_Gates::META => 'no such ?' ) ) );

		self::assertSame( 400, rest_do_request( $call )->get_status() );
	}

	public function test_who_may_not_edit_a_category_cannot_take_its_gate_away(): void {
		$term = $this->term( 'category' );
		update_term_meta( $term, Term_Gates::META, 'members-lounge' );
		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'somebody', 'user_pass' => 'x', 'role' => 'author' ) ) );
		$call = new WP_REST_Request( 'POST', "/wp/v2/categories/$term" );
		$call->set_body_params( array( 'meta' => array( Term_Gates::META => '' ) ) );

		self::assertSame( 403, rest_do_request( $call )->get_status() );
		self::assertSame( 'members-lounge', get_term_meta( $term, Term_Gates::META, true ) );
	}

	private function name_gate( string $policy, string $name, string $teaser ): void {
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		$wpdb->insert( Plugin::instance()->tables->gates(), array( 'policy' => $policy, 'name' => $name, 'teaser' => $teaser, 'document' => '{}', 'summary' => '', 'created_at' => $now, 'updated_at' => $now ) );
	}

	private function term( string $taxonomy, int $parent = 0 ): int {
		return wp_insert_term( 'Lounge ' . wp_rand(), $taxonomy, array( 'parent' => $parent ) )['term_id'];
	}

	/** @param array<string, mixed> $more */
	private function post( string $policy = '', array $more = array() ): WP_Post {
		$id = (int) wp_insert_post( $more + array( 'post_title' => 'Lounge', 'post_status' => 'publish', 'post_content' => 'the canary sings', 'post_author' => 1 ) );
		'' === $policy || update_post_meta( $id, Post_Gates::META, $policy );

		return get_post( $id );
	}

	private function content( WP_Post $post ): string {
		$GLOBALS['post'] = $post;
		setup_postdata( $post );

		return apply_filters( 'the_content', get_the_content( null, false, $post ) );
	}

	/** @return list<int> */
	private function search( string $words ): array {
		return ( new WP_Query( array( 's' => $words, 'fields' => 'ids', 'post_type' => 'post' ) ) )->posts;
	}

	public function test_the_words_of_a_locked_shop_page_do_not_stand_above_its_products(): void {
		global $wp_query;
		$page = $this->post( 'members-lounge' );
		update_option( 'woocommerce_shop_page_id', $page->ID );
		register_post_type( 'product', array( 'public' => true, 'has_archive' => true ) );
		function_exists( 'wc_get_page_id' ) || eval( 'function wc_get_page_id() { return (int) get_option( "woocommerce_shop_page_id" ); } function woocommerce_product_archive_description() { echo get_post( wc_get_page_id() )->post_content; }' ); // phpcs:ignore -- A stand-in for the two functions of WooCommerce that print it.
		add_action( 'woocommerce_archive_description', 'woocommerce_product_archive_description' );
		$wp_query->is_post_type_archive = true;
		$wp_query->set( 'post_type', 'product' );

		ob_start();
		do_action( 'woocommerce_archive_description' );
		$html = (string) ob_get_clean();

		$wp_query->is_post_type_archive = false;
		$wp_query->set( 'post_type', '' );
		unregister_post_type( 'product' );
		remove_action( 'woocommerce_archive_description', 'woocommerce_product_archive_description' );

		self::assertStringNotContainsString( 'canary', $html );
		self::assertStringContainsString( '<coop-credential-request', $html );
	}
}
