<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Block;
use CoopCredentials\Gate\Gate_Keeper;
use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Gate\Gate_Markup;
use CoopCredentials\Gate\Gate_Words;
use CoopCredentials\Gate\Preview;
use CoopCredentials\Gate\Private_Page;
use CoopCredentials\Plugin;
use CoopCredentials\Seal\Seal_Store;
use CoopCredentials\Seal\Sealed_Parts;
use CoopCredentials\Visit\Held_Grants;
use CoopCredentials\Visit\Visitor_Cookie;

final class Gate_Block_Test extends WordPress_Test_Case {

	protected function tearDown(): void {
		parent::tearDown();
		$GLOBALS['wp_query']->is_feed = false;
		if ( WP_Block_Type_Registry::get_instance()->is_registered( 'coop-test/loud' ) ) {
			unregister_block_type( 'coop-test/loud' );
		}
	}

	public function test_a_stranger_reads_the_teaser_and_nothing_else(): void {
		$html = do_blocks( self::gate( '<p>the canary sings</p>' ) );

		self::assertStringContainsString( 'The lounge', $html );
		self::assertStringContainsString( '<coop-credential-request', $html );
		self::assertStringNotContainsString( 'canary', $html );
	}

	public function test_the_locked_gate_is_the_same_for_every_visitor(): void {
		$stranger = do_blocks( self::gate( '<p>x</p>' ) );
		Visitor_Cookie::for_this_site()->renew( $this->now() );
		wp_set_current_user( 1 );

		self::assertSame( $stranger, do_blocks( self::gate( '<p>x</p>' ) ) );
	}

	public function test_who_was_let_in_reads_what_is_inside_and_why(): void {
		$this->grant( 'members-lounge' );
		$html = $this->render( self::gate( '<p>the canary sings</p>' ) );

		self::assertStringContainsString( '<p>the canary sings</p>', $html );
		self::assertStringContainsString( 'is-open', $html );
		self::assertStringContainsString( 'Because.', $html );
	}

	/** @dataProvider not_let_in */
	public function test_another_grant_opens_nothing( string $policy, string $end ): void {
		$this->grant( $policy, $end );

		self::assertStringNotContainsString( 'canary', $this->render( self::gate( '<p>the canary sings</p>' ) ) );
	}

	public static function not_let_in(): array {
		return array(
			'of another policy' => array( 'board', '+1 day' ),
			'that has ended'    => array( 'members-lounge', '-1 second' ),
		);
	}

	public function test_a_grant_counts_for_nothing_before_the_page_was_kept_from_caches(): void {
		$this->grant( 'members-lounge' );

		self::assertStringNotContainsString( 'canary', $this->render( self::gate( '<p>the canary sings</p>' ), false ) );
	}

	public function test_feeds_give_the_teaser_even_to_who_was_let_in(): void {
		$this->grant( 'members-lounge' );
		$page = new Private_Page( $this->visitor() );
		$page->decide();
		$GLOBALS['wp_query']->is_feed = true;
		$html = $this->render_with( $page, self::gate( '<p>the canary sings</p>' ) );

		self::assertStringNotContainsString( 'canary', $html );
		self::assertStringNotContainsString( '<coop-credential-request', $html );
		self::assertStringContainsString( 'Come in.', $html );
	}

	public function test_what_is_inside_is_not_even_rendered_while_it_is_locked(): void {
		$rendered = 0;
		register_block_type(
			'coop-test/loud',
			array(
				'render_callback' => static function () use ( &$rendered ): string {
					++$rendered;
					return 'loud';
				},
			)
		);
		$content = '<!-- wp:group --><div class="wp-block-group"><!-- wp:coop-credentials/gate {"policy":"members-lounge"} --><!-- wp:coop-test/loud /--><!-- /wp:coop-credentials/gate --></div><!-- /wp:group -->';

		do_blocks( $content );
		self::assertSame( 0, $rendered );

		$this->grant( 'members-lounge' );
		self::assertStringContainsString( 'loud', $this->render( $content ) );
		self::assertSame( 1, $rendered );
	}

	public function test_a_gate_without_a_rule_stays_closed_and_asks_nobody(): void {
		$this->grant( '' );
		$html = $this->render( self::gate( '<p>the canary sings</p>', '' ) );

		self::assertStringNotContainsString( 'canary', $html );
		self::assertStringNotContainsString( '<coop-credential-request', $html );
	}

	public function test_what_an_author_types_is_text_not_markup(): void {
		$html = do_blocks( '<!-- wp:coop-credentials/gate {"policy":"a\u0022 onclick=\u0022x","label":"\u003cscript\u003ex","teaser":"\u0022\u003e\u003cimg src=x onerror=y\u003e"} /-->' );

		self::assertStringNotContainsString( '<script', $html );
		self::assertStringNotContainsString( '<img', $html );
		self::assertStringNotContainsString( 'onclick', $html );
	}

	/** @dataProvider markup */
	public function test_a_reason_from_the_service_is_text_not_markup( string $reason ): void {
		global $wpdb;
		$visitor = $this->grant( 'members-lounge' );
		$wpdb->update( CoopCredentials\Plugin::instance()->tables->grants(), array( 'reason' => $reason ), array( 'visitor' => $visitor ) );

		$html = $this->render( self::gate( '<p>x</p>' ) );
		self::assertStringNotContainsString( '<img', $html );
		self::assertStringNotContainsString( "'><", $html );
	}

	public static function markup(): array {
		return array( array( '<img src=x onerror=alert(1)>' ), array( '"\'><img src=x>' ) );
	}

	public function test_a_locked_gate_asks_the_database_nothing_and_opened_ones_of_one_rule_ask_once(): void {
		global $wpdb;
		get_option( 'home' ); // WordPress' own options are loaded by every page.
		$before = $wpdb->num_queries;
		do_blocks( self::gate( '<p>x</p>' ) );
		self::assertSame( 0, $wpdb->num_queries - $before );

		$this->grant( 'members-lounge' );
		$before = $wpdb->num_queries;
		$this->render( self::gate( '<p>x</p>' ) . self::gate( '<p>y</p>' ) );
		self::assertSame( 1, $wpdb->num_queries - $before );
	}

	public function test_who_helps_is_offered_as_text_not_markup(): void {
		$page = new Private_Page( $this->visitor() );
		$html = $this->render_with( $page, self::gate( '<p>x</p>' ), '"><script>help@shop.example' );

		self::assertStringContainsString( 'help@shop.example"', $html );
		self::assertStringNotContainsString( '<script', $html );
	}

	public function test_excerpts_leave_the_inside_out(): void {
		$post = get_post( $this->gated_post() );

		self::assertStringContainsString( 'Free words', get_the_excerpt( $post ) );
		self::assertStringNotContainsString( 'canary', get_the_excerpt( $post ) );
	}

	private function render( string $content, bool $decided = true ): string {
		$page = new Private_Page( $this->visitor() );
		if ( $decided ) {
			$page->decide();
		}

		return $this->render_with( $page, $content );
	}

	private function render_with( Private_Page $page, string $content, string $contact = '' ): string {
		global $wpdb;
		$keeper = new Gate_Keeper(
			$page,
			new Held_Grants( $page, $this->grants() ),
			new Gate_Markup( new Gate_Mark( wp_salt( 'nonce' ) ), $contact ),
			new Gate_Words( $wpdb, Plugin::instance()->tables->gates() ),
			new Preview()
		);
		$block  = new Gate_Block( $keeper, new Sealed_Parts( new Seal_Store( $wpdb ) ) );
		$type   = WP_Block_Type_Registry::get_instance()->get_registered( Gate_Block::NAME );
		$before = $type->render_callback;

		$type->render_callback = static fn ( array $attributes, string $inner, WP_Block $instance ): string => $block->render( $attributes, $instance );
		$html                  = do_blocks( $content );
		$type->render_callback = $before;

		return $html;
	}
}
