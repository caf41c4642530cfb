<?php
declare( strict_types=1 );

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
}
