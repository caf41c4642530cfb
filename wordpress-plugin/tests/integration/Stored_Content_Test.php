<?php
declare( strict_types=1 );

final class Stored_Content_Test extends WordPress_Test_Case {

	public function test_latest_posts_with_full_posts_leave_the_cached_post_as_it_is(): void {
		$post = $this->gated_post();
		$html = do_blocks( '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->' );

		self::assertStringContainsString( 'Free words', $html );
		self::assertStringNotContainsString( 'canary', $html );
		self::assertStringContainsString( 'canary', get_post( $post )->post_content );
		self::assertStringContainsString( 'canary', ( new WP_Query( array( 'p' => $post ) ) )->posts[0]->post_content );
	}

	public function test_a_picture_behind_a_gate_is_nobodys_featured_image(): void {
		$block = '<!-- wp:post-featured-image {"useFirstImageFromPost":true} /-->';
		$gated = $this->gated_post( '<img src="/canary.png" alt="">' );
		$open  = (int) wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => '<img src="/sparrow.png" alt="">' ) );

		self::assertStringContainsString( 'sparrow.png', $this->render_for( $open, $block ) );
		self::assertStringNotContainsString( 'canary.png', $this->render_for( $gated, $block ) );
	}

	public function test_links_behind_a_gate_are_neither_enclosed_nor_pinged(): void {
		$post  = $this->gated_post( '<a href="https://secret.example/a.mp3">x</a>' );
		$links = array( 'https://secret.example/a.mp3' );

		self::assertSame( array(), apply_filters( 'enclosure_links', $links, $post ) );
		$pinged = $links;
		do_action_ref_array( 'pre_ping', array( &$pinged, array(), $post ) );
		self::assertSame( array(), $pinged );
	}

	public function test_links_of_a_post_without_a_gate_are_left_alone(): void {
		$post  = (int) wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => 'https://shop.example/a.mp3' ) );
		$links = array( 'https://shop.example/a.mp3' );

		self::assertSame( $links, apply_filters( 'enclosure_links', $links, $post ) );
	}

	public function test_a_page_break_between_gates_still_breaks(): void {
		$content = self::gate( '<p>x</p>' ) . '<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->' . self::gate( '<p>y</p>' );
		$pages   = generate_postdata( get_post( wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => $content ) ) ) )['pages'];

		self::assertCount( 2, $pages );
	}

	private function render_for( int $post, string $block ): string {
		return ( new WP_Block( parse_blocks( $block )[0], array( 'postId' => $post, 'postType' => 'post' ) ) )->render();
	}
}
