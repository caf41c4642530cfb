<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

/**
 * A pattern to start from: an introduction for everybody, and below it a part for members.
 */
final class Gate_Pattern {

	public const NAME = 'coop-credentials/part-for-members';

	/** Only where the editor asks: pages cost nothing by it. */
	public function hook(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	public function register(): void {
		register_block_pattern(
			self::NAME,
			array(
				'title'       => __( 'A part for members', 'coop-credentials' ),
				'description' => __( 'An introduction for everybody, then a gate with what only members read.', 'coop-credentials' ),
				'categories'  => array( 'text' ),
				'keywords'    => array( __( 'members', 'coop-credentials' ), __( 'co-op', 'coop-credentials' ), __( 'lock', 'coop-credentials' ) ),
				'content'     => $this->content(),
			)
		);
	}

	private function content(): string {
		$gate = array(
			'label'  => __( 'Members’ lounge', 'coop-credentials' ),
			'teaser' => __( 'Recipes, minutes and the plan for the next season.', 'coop-credentials' ),
		);

		return self::block( 'heading', '<h2 class="wp-block-heading">' . esc_html__( 'For everybody', 'coop-credentials' ) . '</h2>' )
			. self::block( 'paragraph', '<p>' . esc_html__( 'Say here what this page is about. Everybody reads this.', 'coop-credentials' ) . '</p>' )
			. get_comment_delimited_block_content(
				'coop-credentials/gate',
				$gate,
				self::block( 'heading', '<h2 class="wp-block-heading">' . esc_html__( 'For members', 'coop-credentials' ) . '</h2>' )
				. self::block( 'paragraph', '<p>' . esc_html__( 'Put here what only members read: text, pictures, anything.', 'coop-credentials' ) . '</p>' )
			);
	}

	private static function block( string $name, string $html ): string {
		return get_comment_delimited_block_content( $name, array(), $html );
	}
}
