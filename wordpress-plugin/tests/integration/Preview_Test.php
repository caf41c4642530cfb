<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Preview;

final class Preview_Test extends WordPress_Test_Case {

	private ?WP_Query $before = null;

	protected function setUp(): void {
		parent::setUp();
		$this->before = $GLOBALS['wp_query'];
	}

	protected function tearDown(): void {
		$GLOBALS['wp_query'] = $this->before;
		$_GET                = array();
		parent::tearDown();
	}

	/** @dataProvider who */
	public function test_a_preview_opens_gates_for_who_may_read_what_others_wrote( string $role, bool $opens ): void {
		$this->look( $role );

		self::assertSame( $opens, ( new Preview() )->opens() );
	}

	public static function who(): array {
		return array(
			'an editor'                              => array( 'editor', true ),
			'an author, though the post is theirs'   => array( 'author', false ),
			'a contributor'                          => array( 'contributor', false ),
			'a stranger'                             => array( '', false ),
		);
	}

	public function test_an_editor_sees_it_locked_unless_they_ask(): void {
		$this->look( 'editor' );
		$_GET = array();

		self::assertFalse( ( new Preview() )->opens() );
	}

	public function test_what_is_no_preview_opens_nothing(): void {
		$this->look( 'editor' );
		$GLOBALS['wp_query']->is_preview = false;

		self::assertFalse( ( new Preview() )->opens() );
	}

	private function look( string $role ): void {
		$user = '' === $role ? 0 : (int) wp_insert_user( array( 'user_login' => 'somebody', 'user_pass' => 'x', 'role' => $role ) );
		$post = (int) wp_insert_post( array( 'post_title' => 'x', 'post_author' => $user, 'post_content' => 'x' ) );
		wp_set_current_user( $user );
		$_GET                             = array( Preview::PARAMETER => 'open' );
		$GLOBALS['wp_query']              = new WP_Query();
		$GLOBALS['wp_query']->is_preview  = true;
		$GLOBALS['wp_query']->is_singular = true;

		$GLOBALS['wp_query']->queried_object    = get_post( $post );
		$GLOBALS['wp_query']->queried_object_id = $post;
	}
}
