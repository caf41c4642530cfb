<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Term_Gates;
use CoopCredentials\Gate\Term_Screen;
use CoopCredentials\Plugin;

final class Term_Screen_Test extends WordPress_Test_Case {

	private int $term;

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 1 );
		$this->term = wp_insert_term( 'Lounge', 'category' )['term_id'];
	}

	protected function tearDown(): void {
		parent::tearDown();
		$_POST = array();
	}

	public function test_it_saves_the_gate_that_was_picked_and_takes_it_away_again(): void {
		$this->send( 'members-lounge' );
		self::assertSame( 'members-lounge', get_term_meta( $this->term, Term_Gates::META, true ) );

		$this->send( '' );
		self::assertSame( '', get_term_meta( $this->term, Term_Gates::META, true ) );
	}

	/** @dataProvider refused */
	public function test_it_saves_nothing( string $policy, ?string $nonce, int $user ): void {
		update_term_meta( $this->term, Term_Gates::META, 'board-room' );
		wp_set_current_user( $user );
		$this->send( $policy, $nonce );

		self::assertSame( 'board-room', get_term_meta( $this->term, Term_Gates::META, true ) );
	}

	public static function refused(): array {
		return array(
			'for a call from elsewhere'           => array( 'members-lounge', 'forged', 1 ),
			'for who may not edit the category'   => array( 'members-lounge', null, 0 ),
			'that cannot be a policy'             => array( 'no such ?', null, 1 ),
		);
	}

	public function test_it_offers_the_gates_by_name_and_names_are_text(): void {
		global $wpdb;
		$now = gmdate( 'Y-m-d H:i:s' );
		$wpdb->insert( Plugin::instance()->tables->gates(), array( 'policy' => 'members-lounge', 'name' => 'The <script>lounge', 'teaser' => '', 'document' => '{}', 'summary' => '', 'created_at' => $now, 'updated_at' => $now ) );
		update_term_meta( $this->term, Term_Gates::META, 'gone-since' );
		ob_start();
		$this->screen()->on_edit( get_term( $this->term ) );
		$html = (string) ob_get_clean();

		self::assertStringContainsString( '<option value="members-lounge">The &lt;script&gt;lounge</option>', $html );
		self::assertMatchesRegularExpression( '/<option value="gone-since"\s+selected/', $html );
	}

	private function send( string $policy, ?string $nonce = null ): void {
		$_POST = wp_slash(
			array(
				'coop_credentials_gate'       => $policy,
				'coop_credentials_gate_nonce' => $nonce ?? wp_create_nonce( 'coop_credentials_gate_nonce' ),
			)
		);
		$this->screen()->save( $this->term );
	}

	private function screen(): Term_Screen {
		global $wpdb;

		return new Term_Screen( $wpdb, Plugin::instance()->tables->gates() );
	}
}
