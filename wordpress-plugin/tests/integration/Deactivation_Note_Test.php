<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Deactivation_Note;
use CoopCredentials\Gate\Post_Gates;
use CoopCredentials\Gate\Term_Gates;

final class Deactivation_Note_Test extends WordPress_Test_Case {

	public function test_it_says_nothing_where_nothing_would_be_published(): void {
		$this->post( 'Free words.' );
		$this->post( str_replace( '{"policy"', '{"sealed":true,"policy"', self::gate( '<p>x</p>' ) ) );
		$this->post( self::gate( '<p>x</p>' ), 'draft' );

		self::assertSame( '', $this->note() );
	}

	/** @dataProvider published */
	public function test_it_counts_what_would_be_published( string $content, string $policy ): void {
		$post = $this->post( $content );
		'' === $policy || update_post_meta( $post, Post_Gates::META, $policy );

		self::assertStringContainsString( 'in 1 published page or post', $this->note() );
	}

	public static function published(): array {
		return array(
			'a gate with words in it' => array( self::gate( '<p>x</p>' ), '' ),
			'a shortcode'             => array( '[coop_gate gate="a"]x[/coop_gate]', '' ),
			'a whole post'            => array( 'x', 'members-lounge' ),
		);
	}

	private function post( string $content, string $status = 'publish' ): int {
		return (int) wp_insert_post( wp_slash( array( 'post_title' => 'x', 'post_status' => $status, 'post_content' => $content ) ) );
	}

	private function note(): string {
		ob_start();
		( new Deactivation_Note( new Post_Gates( new Term_Gates() ) ) )->show();

		return (string) ob_get_clean();
	}
}
