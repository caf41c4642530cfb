<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

/**
 * In the editor of posts and pages: the panel that puts a whole post behind a gate.
 */
final class Editor_Scripts {

	public const HANDLE = 'coop-credentials-editor';

	public function __construct( private readonly Built_Scripts $scripts ) {}

	public function hook(): void {
		add_action( 'enqueue_block_editor_assets', array( $this, 'enqueue' ) );
	}

	/** Not where widgets or templates are edited: there is no document there to lock. */
	public function enqueue(): void {
		if ( 'post' !== get_current_screen()?->base ) {
			return;
		}

		$this->scripts->register( self::HANDLE, 'editor' );
		wp_enqueue_script( self::HANDLE );
	}
}
