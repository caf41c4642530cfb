<?php
declare( strict_types=1 );

final class Search_Test extends WordPress_Test_Case {

	public function test_words_behind_a_gate_find_nothing(): void {
		$this->gated_post( 'the canary sings' );

		self::assertSame( array(), $this->search( 'canary' ) );
	}

	public function test_the_same_words_elsewhere_are_found(): void {
		$this->gated_post( 'the canary sings' );
		$open = (int) wp_insert_post( array( 'post_title' => 'Birds', 'post_status' => 'publish', 'post_content' => 'A canary.' ) );

		self::assertSame( array( $open ), $this->search( 'canary' ) );
	}

	public function test_a_gated_post_is_found_by_its_title(): void {
		self::assertSame( array( $this->gated_post( 'x', 'Winter lounge' ) ), $this->search( 'winter' ) );
	}

	public function test_leaving_words_out_tells_nothing_either(): void {
		$post = $this->gated_post( 'the canary sings', 'Winter lounge' );

		self::assertSame( array( $post ), $this->search( 'winter -canary' ) );
	}

	public function test_editors_find_what_is_behind_the_gate(): void {
		$post = $this->gated_post( 'the canary sings' );
		wp_set_current_user( 1 );

		self::assertSame( array( $post ), $this->search( 'canary' ) );
	}

	public function test_quotes_in_what_was_typed_break_nothing(): void {
		global $wpdb;
		$post = $this->gated_post( 'x', "wp_posts.post_content LIKE 'winter'" );

		self::assertSame( array( $post ), $this->search( "wp_posts.post_content LIKE 'winter'" ) );
		self::assertSame( '', $wpdb->last_error );
	}

	/** @return list<int> */
	private function search( string $words ): array {
		return ( new WP_Query( array( 's' => $words, 'fields' => 'ids', 'post_type' => 'post' ) ) )->posts;
	}
}
