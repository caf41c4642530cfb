<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

use Closure;
use CoopCredentials\Gate\Gate;

/**
 * Opens sealed parts on a page, once their gate is open.
 *
 * A part shows only in the post that it belongs to, behind a gate of the policy it was sealed for: its key in
 * somebody else's post, or behind an easier gate, opens nothing.
 */
final class Sealed_Parts {

	/** @var list<int> Synced patterns that are being rendered, the innermost last. */
	private array $patterns = array();

	public function __construct( private readonly Seal_Store $store ) {}

	public function hook(): void {
		add_filter( 'pre_render_block', array( $this, 'enter' ), PHP_INT_MAX, 2 );
		add_filter( 'render_block_core/block', array( $this, 'leave' ), PHP_INT_MIN );
	}

	/** @param array<string, mixed> $block */
	public function enter( mixed $html, array $block ): mixed {
		if ( null === $html && 'core/block' === $block['blockName'] ) {
			$this->patterns[] = (int) ( $block['attrs']['ref'] ?? 0 );
		}

		return $html;
	}

	public function leave( mixed $html ): mixed {
		array_pop( $this->patterns );

		return $html;
	}

	/**
	 * @param array<string, mixed> $block A gate.
	 * @return array<string, mixed> The same with what it holds.
	 */
	public function opened( array $block, string $policy ): array {
		$part = '' === trim( Gate_Walk::inside( $block ) ) ? $this->store->find( $block['attrs']['seal'] ?? null ) : null;

		return null !== $part && $part->policy === $policy && $this->is_here( $part->host ) ? Gate_Walk::with_inside( $block, $part->content ) : $block;
	}

	/**
	 * What the sealed parts of a post hold whose gates are open.
	 *
	 * @param Closure(Gate): bool $is_open
	 */
	public function texts( string $content, int $host, Closure $is_open ): string {
		$texts = '';

		Gate_Walk::change(
			$content,
			function ( array $block ) use ( &$texts, $host, $is_open ): array {
				$gate = Gate::from_attributes( $block['attrs'] );
				$part = $is_open( $gate ) ? $this->store->find( $block['attrs']['seal'] ?? null ) : null;

				if ( null !== $part && $part->policy === $gate->policy && $part->host === $host ) {
					$texts .= $part->content;
				}

				return $block;
			}
		);

		return $texts;
	}

	private function is_here( int $host ): bool {
		return 0 !== $host && in_array( $host, array( get_the_ID(), ...$this->patterns ), true );
	}
}
