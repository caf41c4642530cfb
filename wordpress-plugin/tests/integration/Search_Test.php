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

	/** @dataProvider spaces */
	public function test_a_gate_counts_however_it_is_spaced( string $space ): void {
		wp_insert_post( array( 'post_title' => 'x', 'post_status' => 'publish', 'post_content' => "<!--{$space}wp:coop-credentials/gate {\"policy\":\"a\"} --><p>canary</p><!-- /wp:coop-credentials/gate -->" ) );

		self::assertSame( array(), $this->search( 'canary' ) );
	}

	public static function spaces(): array {
		return array( array( '  ' ), array( "\n" ), array( "\t" ) );
	}

	public function test_words_behind_a_gate_move_no_post_up(): void {
		list( $older, $newer ) = array( $this->gated_post( 'winter canary' ), $this->gated_post( 'x' ) );
		$excerpt               = array( 'post_excerpt' => 'Canary, winter.' );
		wp_update_post( array( 'ID' => $older, 'post_date' => '2020-01-01 00:00:00', 'post_date_gmt' => '2020-01-01 00:00:00' ) + $excerpt );
		wp_update_post( array( 'ID' => $newer ) + $excerpt );

		self::assertSame( array( $newer, $older ), $this->search( 'winter canary' ) );
	}

	/** @return list<int> */
	private function search( string $words ): array {
		return ( new WP_Query( array( 's' => $words, 'fields' => 'ids', 'post_type' => 'post' ) ) )->posts;
	}
}
