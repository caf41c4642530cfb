<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Shortcode;
use CoopCredentials\Gate\Public_Part;

final class Gate_Shortcode_Test extends WordPress_Test_Case {

	private const CONTENT = 'Free words. [coop_gate gate="members-lounge" label="The lounge" teaser="Come in."]the canary sings[/coop_gate] After.';

	public function test_a_stranger_reads_the_teaser_and_what_stands_around(): void {
		$html = apply_filters( 'the_content', self::CONTENT );

		self::assertStringContainsString( '<coop-credential-request', $html );
		self::assertStringContainsString( 'Come in.', $html );
		self::assertStringContainsString( 'After.', $html );
		self::assertStringNotContainsString( 'canary', $html );
	}

	public function test_shortcodes_inside_are_not_even_run_while_it_is_locked(): void {
		$ran = 0;
		add_shortcode(
			'coop_test_loud',
			static function () use ( &$ran ): string {
				++$ran;
				return 'loud';
			}
		);
		$html = do_shortcode( '[coop_gate gate="members-lounge"][coop_test_loud][/coop_gate]' );
		remove_shortcode( 'coop_test_loud' );

		self::assertStringNotContainsString( 'loud', $html );
		self::assertSame( 0, $ran );
	}

	public function test_its_words_are_text_not_markup(): void {
		$html = do_shortcode( '[coop_gate gate="members-lounge" label=\'x" onmouseover="y\' teaser="&lt;img src=x onerror=y&gt;"]x[/coop_gate]' );

		self::assertStringNotContainsString( '" onmouseover', $html );
		self::assertStringNotContainsString( '<img', $html );
	}

	/** @dataProvider ways_out */
	public function test_its_inside_leaves_by_no_other_way( Closure $read ): void {
		$post = get_post( wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => self::CONTENT ) ) );

		self::assertStringNotContainsString( 'canary', $read( $post ) );
	}

	public static function ways_out(): array {
		return array(
			'an excerpt'           => array( static fn ( WP_Post $post ): string => get_the_excerpt( $post ) ),
			'REST'                 => array( static fn ( WP_Post $post ): string => (string) wp_json_encode( rest_do_request( new WP_REST_Request( 'GET', "/wp/v2/posts/{$post->ID}" ) )->get_data() ) ),
			'full latest posts'    => array( static fn (): string => do_blocks( '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->' ) ),
			'a search'             => array( static fn (): string => implode( ',', array_column( ( new WP_Query( array( 's' => 'canary', 'post_type' => 'post' ) ) )->posts, 'post_content' ) ) ),
			'what anybody may read' => array( static fn ( WP_Post $post ): string => Public_Part::of( $post->post_content ) ),
		);
	}

	/** @dataProvider cuts */
	public function test_a_cut_inside_is_ignored_because_it_would_open_the_gate( string $cut ): void {
		$content = "[coop_gate gate=\"members-lounge\"]the canary sings$cut on[/coop_gate]";
		$post    = get_post( wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => $content ) ) );
		$pages   = generate_postdata( $post )['pages'];

		self::assertCount( 1, $pages );
		self::assertStringNotContainsString( 'canary', do_shortcode( $pages[0] ) );
	}

	public static function cuts(): array {
		return array( array( '<!--nextpage-->' ), array( '<!--more-->' ) );
	}

	public function test_one_that_is_written_to_be_read_stays_as_it_is(): void {
		self::assertStringContainsString( '[coop_gate]x[/coop_gate]', Public_Part::of( '[[coop_gate]x[/coop_gate]]' ) );
	}

	/** @dataProvider nested */
	public function test_of_gates_inside_each_other_nothing_is_left_open( string $content, string $free ): void {
		foreach ( array( apply_filters( 'the_content', $content ), Public_Part::of( $content ) ) as $html ) {
			self::assertStringNotContainsString( 'canary', $html );
			preg_match_all( '/free(\d)/', $html, $found );
			self::assertSame( $free, implode( $found[1] ) );
		}
	}

	public static function nested(): array {
		$open = '[coop_gate gate="members-lounge"]';
		$end  = '[/coop_gate]';

		return array(
			'one inside'        => array( "free1 {$open}canary {$open}canary$end canary$end free2 {$open}canary$end free3", '123' ),
			'two inside'        => array( "free1 {$open}canary {$open}canary$end canary {$open}canary$end canary$end free2", '12' ),
			'an end too few'    => array( "free1 {$open}canary {$open}canary$end canary {$open}canary$end free2", '12' ),
			'an end too many'   => array( "free1 {$open}canary$end free2 $end free3 {$open}canary {$open}canary$end canary$end free4", '1234' ),
			'one without inside' => array( "free1 [coop_gate gate=\"members-lounge\" /] free2 {$open}canary$end free3", '123' ),
			'one to be read inside' => array( "free1 {$open}canary[[coop_gate gate=\"b\"]x$end]canary$end free2", '12' ),
			'side by side'      => array( "free1 {$open}canary$end free2 {$open}canary$end free3", '123' ),
		);
	}

	public function test_a_gate_inside_an_open_one_is_still_a_gate(): void {
		$content = '[coop_gate gate="members-lounge"]sparrow [coop_gate gate="board-room"]canary[/coop_gate] wren[/coop_gate]';
		$public  = Public_Part::of( $content, static fn ( $gate ): bool => 'members-lounge' === $gate->policy );

		self::assertSame( '[coop_gate gate="members-lounge"]sparrow  wren[/coop_gate]', $public );
		self::assertSame( 'sparrow [coop_gate gate="board-room"]canary[/coop_gate] wren', Gate_Shortcode::inside( preg_replace( '/^\[coop_gate[^\]]*\]|\[\/coop_gate\]$/', '', Gate_Shortcode::apart( $content ) ) ) );
	}

	/** @dataProvider excerpts */
	public function test_an_excerpt_with_a_gate_gives_its_public_part( Closure $read ): void {
		$post            = get_post( wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => 'x', 'post_excerpt' => self::CONTENT ) ) );
		$GLOBALS['post'] = $post;
		$text            = $read( $post );
		$GLOBALS['post'] = null;

		self::assertStringContainsString( 'Free words.', $text );
		self::assertStringContainsString( 'Come in.', $text );
		self::assertStringNotContainsString( 'canary', $text );
		self::assertStringNotContainsString( '[coop_gate', $text );
	}

	public static function excerpts(): array {
		$printed = static function ( callable $print ): string {
			ob_start();
			$print();
			return (string) ob_get_clean();
		};

		return array(
			'as it is got'       => array( static fn ( WP_Post $post ): string => get_the_excerpt( $post ) ),
			'on a page'          => array( static fn (): string => $printed( 'the_excerpt' ) ),
			'in a feed'          => array( static fn (): string => $printed( 'the_excerpt_rss' ) ),
			'REST'               => array( static fn ( WP_Post $post ): string => rest_do_request( new WP_REST_Request( 'GET', "/wp/v2/posts/{$post->ID}" ) )->get_data()['excerpt']['rendered'] ),
			'of a product'       => array( static fn ( WP_Post $post ): string => apply_filters( 'woocommerce_short_description', $post->post_excerpt ) ),
		);
	}

	public function test_words_behind_a_gate_in_an_excerpt_find_nothing(): void {
		wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => 'x', 'post_excerpt' => self::CONTENT ) );

		self::assertSame( array(), ( new WP_Query( array( 's' => 'canary', 'post_type' => 'post' ) ) )->posts );
	}
}
