<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Private_Page;
use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Recognition\Listed_Coop;
use CoopCredentials\Visit\Rate_Limit;

/**
 * The block `coop-credentials/welcome`: whose members this site welcomes, and why. Made on the server, the same for
 * everybody, so that any cache may keep it, unless it cannot say all just now.
 */
final class Welcome_Block {

	public const NAME = 'coop-credentials/welcome';

	/** Whether it names whom the site does not welcome. For who runs the gates to say: authors see no reasons. */
	public const NAMES_DENIED = 'coop_credentials_names_denied';

	private const MOST_DENIED = 100;

	public function __construct(
		private readonly Gate_Store $gates,
		private readonly List_Memory $memory,
		private readonly Rate_Limit $limit,
		private readonly Welcome_Markup $markup = new Welcome_Markup(),
	) {}

	public function register( string $build_folder ): void {
		$block = register_block_type( $build_folder . '/welcome' );

		foreach ( false === $block ? array() : $block->editor_script_handles as $handle ) {
			wp_set_script_translations( $handle, 'coop-credentials', dirname( $build_folder ) . '/languages' );
		}
	}

	/** @param array<string, mixed> $attributes `gates`: short names, empty for all. */
	public function render( array $attributes ): string {
		$question = Question::asked();
		$welcomed = Welcomed::by( $this->chosen( (array) ( $attributes['gates'] ?? array() ) ) );
		$inner    = $this->groups( $welcomed, $question, time() );

		if ( array() === $welcomed->coops && array() === $welcomed->lists ) {
			$inner = '<p>' . esc_html__( 'This site has not chosen yet whose members it welcomes.', 'coop-credentials' ) . '</p>';
		} elseif ( ! is_feed() ) {
			$inner = $this->markup->form( $question ) . $inner;
		}

		if ( '1' === get_option( self::NAMES_DENIED ) ) {
			$inner .= $this->markup->denied( array_slice( array_merge( ...array_values( $welcomed->lists ) ), 0, self::MOST_DENIED ) );
		}

		return '<div ' . get_block_wrapper_attributes( array( 'class' => 'coop-welcome' ) ) . ">$inner</div>";
	}

	/**
	 * @param array<mixed> $policies
	 * @return list<Stored_Gate>
	 */
	private function chosen( array $policies ): array {
		$gates = $this->gates->all();

		return array() === $policies
			? $gates
			: array_values( array_filter( $gates, static fn ( Stored_Gate $gate ): bool => in_array( $gate->policy, $policies, true ) ) );
	}

	private function groups( Welcomed $welcomed, Question $question, int $now ): string {
		$own   = array_filter( $welcomed->coops, static fn ( array $coop, string $id ): bool => self::fits( $question->search, $coop['name'], $id ), ARRAY_FILTER_USE_BOTH );
		$html  = $this->markup->own( $own );
		$found = array() !== $own;

		foreach ( $welcomed->lists as $name => $denied ) {
			list( $group, $has_any ) = $this->federation( (string) $name, $denied, $question, $now );
			$html                   .= $group;
			$found                   = $found || $has_any;
		}

		return $found || '' === $question->search
			? $html
			: '<p role="status">' . esc_html__( 'We know no co-op by that name or address. Ask this site to recognise it.', 'coop-credentials' ) . '</p>' . $html;
	}

	/**
	 * @param array<string, string> $denied
	 * @return array{string, bool} With whether anybody is in it.
	 */
	private function federation( string $name, array $denied, Question $question, int $now ): array {
		$is_first = '' === $question->search && 1 === $question->page_of( $name );

		try {
			$seen = $is_first ? $this->memory->first( $name, $now ) : $this->look( $name, $question, $now );
		} catch ( Problem $problem ) {
			Private_Page::keep_out_of_caches();

			return array( $this->markup->unknown( $name, (string) $problem->for_browser()['what'] . ' ' . (string) $problem->for_browser()['next'] ), true );
		}

		$list = $seen?->page->list;

		if ( null === $seen || null === $list ) {
			Private_Page::keep_out_of_caches();

			return array( $this->markup->unknown( $name, __( 'We cannot say just now whom this list names. That is for us to mend, not for you: try again later.', 'coop-credentials' ) ), true );
		}

		$coops = array_values( array_filter( $seen->page->coops, static fn ( Listed_Coop $coop ): bool => ! $coop->is_among( $denied ) ) );

		if ( array() === $coops && '' !== $question->search ) {
			return array( '', false );
		}

		return array( $this->markup->federation( $list, $seen, $coops, $denied, $question, $now ), array() !== $coops );
	}

	/** @throws Problem When this visitor asked too often. */
	private function look( string $name, Question $question, int $now ): ?Seen_Page {
		$this->limit->count( sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ?? '' ) ), $now );

		return $this->memory->look( $name, $question->search, $question->page_of( $name ), $now );
	}

	private static function fits( string $search, string $name, string $id ): bool {
		return '' === $search || false !== mb_stripos( "$name\n" . rawurldecode( $id ), $search );
	}
}
