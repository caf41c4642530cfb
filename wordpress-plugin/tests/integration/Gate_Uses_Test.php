<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Uses;
use CoopCredentials\Plugin;
use CoopCredentials\Shop\Offer;
use CoopCredentials\Shop\Offer_Store;
use CoopCredentials\Shop\Offers_Screen;

final class Gate_Uses_Test extends Admin_Test_Case {

	/** @dataProvider contents */
	public function test_a_gate_in_a_text_is_found( string $content, bool $is_used ): void {
		$this->post( array( 'post_content' => $content ) );

		self::assertSame( $is_used ? array( 'A page' ) : array(), $this->titles( 'a--b.c' ) );
	}

	public static function contents(): array {
		return array(
			'a block as the editor writes it' => array( '<!-- wp:coop-credentials/gate {"policy":"a\u002d\u002db.c"} --><p>x</p><!-- /wp:coop-credentials/gate -->', true ),
			'a block written by hand'         => array( '<!-- wp:coop-credentials/gate { "label": "x", "policy" : "a--b.c" } /-->', true ),
			'a block inside others'           => array( '<!-- wp:group --><div><!-- wp:coop-credentials/gate {"policy":"a\u002d\u002db.c"} /--></div><!-- /wp:group -->', true ),
			'a shortcode'                     => array( 'Hello [coop_gate gate="a--b.c"]x[/coop_gate]', true ),
			'a shortcode in other words'      => array( "[coop_gate label='x' gate=a--b.c]x[/coop_gate]", true ),
			'another gate'                    => array( '<!-- wp:coop-credentials/gate {"policy":"a\u002d\u002db.d"} /-->', false ),
			'a gate whose name goes on'       => array( '<!-- wp:coop-credentials/gate {"policy":"a\u002d\u002db.cd"} /-->', false ),
			'a gate in capital letters'       => array( '<!-- wp:coop-credentials/gate {"policy":"A\u002d\u002dB.C"} /-->', false ),
			'a gate that says the name only'  => array( '<!-- wp:coop-credentials/gate {"policy":"other","label":"a--b.c"} /-->', false ),
			'the name alone'                  => array( 'We speak of a--b.c.', false ),
		);
	}

	/** @dataProvider kinds_of_posts */
	public function test_what_counts_as_a_place( string $type, string $status, bool $is_used ): void {
		$this->post( array( 'post_type' => $type, 'post_status' => $status, 'post_content' => self::gate( 'x' ) ) );

		self::assertSame( $is_used ? array( 'A page' ) : array(), $this->titles( 'members-lounge' ) );
	}

	public static function kinds_of_posts(): array {
		return array(
			'a draft'          => array( 'page', 'draft', true ),
			'a private page'   => array( 'page', 'private', true ),
			'a synced pattern' => array( 'wp_block', 'publish', true ),
			'a template part'  => array( 'wp_template_part', 'publish', true ),
			'the bin'          => array( 'page', 'trash', false ),
			'a revision'       => array( 'revision', 'inherit', false ),
		);
	}

	public function test_a_whole_post_a_category_and_a_widget_are_places_too(): void {
		$post = $this->post( array( 'post_content' => 'x' ) );
		$term = wp_insert_term( 'News & views', 'category' )['term_id'];
		update_post_meta( $post, '_coop_credentials_gate', 'members-lounge' );
		update_term_meta( $term, '_coop_credentials_gate', 'members-lounge' );
		update_option( 'widget_block', array( 2 => array( 'content' => self::gate( 'x' ) ) ) );

		self::assertSame( array( 'A page', 'News & views', 'Widgets' ), $this->titles( 'members-lounge' ) );
		self::assertSame( array(), $this->titles( 'Members-Lounge' ) );
	}

	public function test_a_gate_within_a_sealed_part_stands_on_the_page_that_the_part_is_of(): void {
		$page = $this->post( array( 'post_title' => 'Lounge', 'post_content' => 'x' ) );
		$this->post( array( 'post_type' => 'coop_sealed', 'post_status' => 'private', 'post_parent' => $page, 'post_title' => 'other', 'post_content' => self::gate( 'x' ) ) );

		self::assertSame( array( 'Lounge' ), $this->titles( 'members-lounge' ) );
	}

	public function test_a_part_of_the_site_that_keeps_gates_elsewhere_can_say_so(): void {
		$says = static fn ( array $uses, string $policy ): array => array( ...$uses, array( 'title' => "Offer of $policy", 'editUrl' => '' ) );
		add_filter( 'coop_credentials_gate_uses', $says, 10, 2 );

		self::assertSame( array( 'Offer of board' ), $this->titles( 'board' ) );
		remove_filter( 'coop_credentials_gate_uses', $says );
	}

	public function test_a_gate_that_an_offer_of_the_shop_needs_is_not_deleted(): void {
		global $wpdb;
		$offers = new Offer_Store( $wpdb, Plugin::instance()->tables->offers() );
		$uses   = array( new Offers_Screen( $offers ), 'uses' );
		$offers->save( new Offer( 0, 'board', 'Ten per cent', 'coop-ten', 'percent', '10' ) );
		$this->gate_is( 'board' );
		add_filter( 'coop_credentials_gate_uses', $uses, 10, 2 );

		try {
			self::assertSame( 'gate_in_use', $this->admin( 'DELETE', '/admin/gates/board' )->get_data()['code'] );
			self::assertSame( array( 'Discount “Ten per cent”' ), $this->titles( 'board' ) );
			self::assertSame( array(), $this->titles( 'other' ) );
		} finally {
			remove_filter( 'coop_credentials_gate_uses', $uses );
		}
	}

	public function test_all_gates_of_a_long_site_are_found_going_through_it_once(): void {
		global $wpdb;
		$values = array();
		foreach ( range( 1, 450 ) as $number ) {
			$values[] = $wpdb->prepare( "(%s, %s, 'page', 'publish', '', '', '', '')", "Page $number", self::gate( 'x', 0 === $number % 225 ? 'rare' : 'often' ) );
		}
		$wpdb->query( "INSERT INTO $wpdb->posts (post_title, post_content, post_type, post_status, post_excerpt, to_ping, pinged, post_content_filtered) VALUES " . implode( ',', $values ) );
		$uses   = new Gate_Uses( $wpdb );
		$before = $wpdb->num_queries;
		$found  = $uses->of_all( array( 'rare', 'often', 'never' ) );

		self::assertSame( array( 'Page 450', 'Page 225' ), array_column( $found['rare'], 'title' ) );
		self::assertSame( array( 20, 'Page 449' ), array( count( $found['often'] ), $found['often'][0]['title'] ) );
		self::assertSame( array(), $found['never'] );
		self::assertLessThan( 60, $wpdb->num_queries - $before );
		self::assertSame( $found['rare'], $uses->of( 'rare' ) );
	}

	public function test_a_page_with_a_gate_in_it_and_before_it_is_named_once(): void {
		$page = $this->post( array( 'post_content' => self::gate( 'x' ) . self::gate( 'y' ) ) );
		update_post_meta( $page, '_coop_credentials_gate', 'members-lounge' );

		self::assertSame( array( 'A page' ), $this->titles( 'members-lounge' ) );
	}

	public function test_a_title_is_text_not_markup(): void {
		$this->post( array( 'post_title' => 'Tea &amp; <b>cake</b>', 'post_content' => self::gate( 'x' ) ) );

		self::assertSame( array( 'Tea & cake' ), $this->titles( 'members-lounge' ) );
	}

	/** @param array<string, mixed> $post */
	private function post( array $post ): int {
		return (int) wp_insert_post( wp_slash( $post + array( 'post_title' => 'A page', 'post_type' => 'page', 'post_status' => 'publish' ) ) );
	}

	/** @return list<string> */
	private function titles( string $policy ): array {
		global $wpdb;

		return array_column( ( new Gate_Uses( $wpdb ) )->of( $policy ), 'title' );
	}
}
