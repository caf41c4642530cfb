<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Seal\Sealed_Parts;
use WP_Block;

/**
 * The block `coop-credentials/gate`: a teaser and a button for strangers, the inner blocks for who was let in.
 *
 * The inner blocks are not even rendered while locked (`skip_inner_blocks`): rendering alone can put their
 * images' addresses, scripts and interactivity state into the page.
 */
final class Gate_Block {

	public const NAME = 'coop-credentials/gate';

	public function __construct(
		private readonly Gate_Keeper $keeper,
		private readonly Sealed_Parts $sealed,
	) {}

	public function register( string $build_folder ): void {
		$block = register_block_type( $build_folder . '/gate', array( 'skip_inner_blocks' => true ) );

		// Core looks for a block's translations among the downloaded ones only.
		foreach ( false === $block ? array() : $block->editor_script_handles as $handle ) {
			wp_set_script_translations( $handle, 'coop-credentials', dirname( $build_folder ) . '/languages' );
		}
	}

	/** @param array<string, mixed> $attributes */
	public function render( array $attributes, WP_Block $block ): string {
		$gate = Gate::from_attributes( $attributes );

		return $this->keeper->html( $gate, fn (): string => $this->inner( $gate, $block ), Place::Block );
	}

	/** The inner blocks, rendered the way core's post template does it: as a block that has no callback of its own. */
	private function inner( Gate $gate, WP_Block $block ): string {
		$parsed              = $this->sealed->opened( $block->parsed_block, $gate->policy );
		$parsed['blockName'] = 'core/null';

		return ( new WP_Block( $parsed, $block->context ) )->render( array( 'dynamic' => false ) );
	}
}
