<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use DateTimeImmutable;
use WP_Block;

/**
 * The block `coop-credentials/gate`: a teaser and a button for strangers, the inner blocks for who was let in.
 *
 * The inner blocks are not even rendered while locked (`skip_inner_blocks`): rendering alone can put their
 * images' addresses, scripts and interactivity state into the page.
 */
final class Gate_Block {

	public const NAME = 'coop-credentials/gate';

	/** @var array<string, Grant|null> Grants of this page's visitor, by policy. */
	private array $grants = array();

	public function __construct(
		private readonly Private_Page $page,
		private readonly Grant_Store $grant_store,
		private readonly Gate_Markup $markup,
	) {}

	public function register( string $build_folder ): void {
		register_block_type( $build_folder . '/gate', array( 'skip_inner_blocks' => true ) );
	}

	/** @param array<string, mixed> $attributes */
	public function render( array $attributes, WP_Block $block ): string {
		$gate = Gate::from_attributes( $attributes );

		if ( ! $this->page->is_page() ) {
			return $this->markup->elsewhere( $gate );
		}

		$grant = $this->grant( $gate->policy );

		return null === $grant ? $this->markup->locked( $gate ) : $this->markup->opened( $gate, $grant, $this->inner( $block ) );
	}

	/** Whether who gets this answer may see what is behind the gate. */
	public function is_open( Gate $gate ): bool {
		return $this->page->is_page() && null !== $this->grant( $gate->policy );
	}

	private function grant( string $policy ): ?Grant {
		$visitors = $this->page->visitors();

		if ( array() === $visitors || '' === $policy ) {
			return null;
		}

		if ( ! array_key_exists( $policy, $this->grants ) ) {
			$this->grants[ $policy ] = $this->grant_store->live( $policy, $visitors, new DateTimeImmutable( 'now', new \DateTimeZone( 'UTC' ) ) );
		}

		return $this->grants[ $policy ];
	}

	/** The inner blocks, rendered the way core's post template does it: as a block that has no callback of its own. */
	private function inner( WP_Block $block ): string {
		$parsed              = $block->parsed_block;
		$parsed['blockName'] = 'core/null';

		return ( new WP_Block( $parsed, $block->context ) )->render( array( 'dynamic' => false ) );
	}
}
