<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Search_Guard;
use PHPUnit\Framework\TestCase;

final class Search_Guard_Test extends TestCase {

	private const GUARDED = 'LEFT(wp_posts.post_content, IF(INSTR(wp_posts.post_content, 0x77703a636f6f702d63726564656e7469616c732f67617465) > 0 OR INSTR(wp_posts.post_content, 0x5b636f6f705f67617465) > 0 OR whole, 0, CHAR_LENGTH(wp_posts.post_content)))';

	public function test_content_is_compared_only_where_there_is_no_gate(): void {
		self::assertSame(
			" AND ((wp_posts.post_title LIKE '%x%') OR (" . self::GUARDED . " LIKE '%x%'))",
			$this->guarded( " AND ((wp_posts.post_title LIKE '%x%') OR (wp_posts.post_content LIKE '%x%'))" )
		);
	}

	public function test_excluded_words_and_the_order_are_guarded_too(): void {
		self::assertSame( '(' . self::GUARDED . " NOT LIKE '%x%')", $this->guarded( "(wp_posts.post_content NOT LIKE '%x%')" ) );
		self::assertSame( 'WHEN ' . self::GUARDED . " LIKE '%x%' THEN 5", $this->guarded( "WHEN wp_posts.post_content LIKE '%x%' THEN 5" ) );
	}

	public function test_an_excerpt_with_a_gate_or_of_a_whole_post_behind_one_counts_for_nothing(): void {
		self::assertSame(
			"(LEFT(wp_posts.post_excerpt, IF(INSTR(wp_posts.post_excerpt, 0x77703a636f6f702d63726564656e7469616c732f67617465) > 0 OR INSTR(wp_posts.post_excerpt, 0x5b636f6f705f67617465) > 0 OR whole, 0, CHAR_LENGTH(wp_posts.post_excerpt))) LIKE '%x%')",
			$this->guarded( "(wp_posts.post_excerpt LIKE '%x%')" )
		);
	}

	/** @dataProvider typed */
	public function test_what_a_visitor_typed_is_never_rewritten( string $sql ): void {
		self::assertSame( $sql, $this->guarded( $sql ) );
	}

	public static function typed(): array {
		return array(
			'our own pattern'     => array( "(wp_posts.post_title LIKE '%wp_posts.post_content LIKE %')" ),
			'an escaped quote'    => array( "(wp_posts.post_title LIKE '%\\' wp_posts.post_content LIKE %')" ),
			'a doubled quote'     => array( "(wp_posts.post_title LIKE '%'' wp_posts.post_content LIKE %')" ),
			'another table'       => array( "(my_wp_posts.post_content LIKE '%x%')" ),
		);
	}

	public function test_what_is_put_in_has_no_quotes(): void {
		self::assertStringNotContainsString( "'", (string) $this->guarded( 'wp_posts.post_content LIKE x' ) );
	}

	private function guarded( string $sql ): ?string {
		return ( new Search_Guard( 'wp_posts', static fn (): string => 'whole' ) )->without_gated_content( $sql );
	}
}
