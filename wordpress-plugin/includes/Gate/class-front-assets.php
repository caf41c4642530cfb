<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Block_Type_Registry;

/**
 * The block's scripts and styles for a gate that is no block. No gate, no script.
 */
final class Front_Assets {

	public function need(): void {
		$type = WP_Block_Type_Registry::get_instance()->get_registered( Gate_Block::NAME );

		array_map( 'wp_enqueue_script', $type->view_script_handles ?? array() );
		array_map( 'wp_enqueue_style', $type->style_handles ?? array() );
	}
}
