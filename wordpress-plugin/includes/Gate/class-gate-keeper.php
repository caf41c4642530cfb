<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use Closure;
use CoopCredentials\Visit\Held_Grants;

/**
 * Stands at every gate, wherever it is: a block, a shortcode, a whole post. Says who passes and what they see.
 */
final class Gate_Keeper {

	public function __construct(
		private readonly Private_Page $page,
		private readonly Held_Grants $held,
		private readonly Gate_Markup $markup,
		private readonly Gate_Words $words,
		private readonly Preview $preview,
	) {}

	/** Whether who gets this answer may see what is behind the gate. */
	public function is_open( Gate $gate ): bool {
		return $this->page->is_page() && ( null !== $this->held->live( $gate->policy ) || $this->preview->opens() );
	}

	/**
	 * The gate as who gets this answer sees it.
	 *
	 * @param Closure(): string $inner What is behind it; called only once it is open.
	 */
	public function html( Gate $gate, Closure $inner, Place $place ): string {
		if ( ! $this->page->is_page() ) {
			return $this->markup->elsewhere( $this->words->fill( $gate ), $place );
		}

		$grant = $this->held->live( $gate->policy );

		if ( null !== $grant ) {
			return $this->markup->opened( $this->words->fill( $gate ), $grant, $inner(), $place );
		}

		return $this->preview->opens()
			? $this->markup->previewed( $gate, $inner(), $place )
			: $this->markup->locked( $this->words->fill( $gate ), $this->held->ended( $gate->policy ), $place );
	}
}
