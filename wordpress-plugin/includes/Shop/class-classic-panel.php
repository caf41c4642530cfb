<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

/**
 * The panel in the classic basket and checkout pages.
 */
final class Classic_Panel {

	public const CALL = 'coop_credentials_recheck';
	public const SHOW = 'coop_credentials_offers';

	public function __construct(
		private readonly Panel $panel,
		private readonly Recheck $recheck,
		private readonly Panel_Scripts $scripts,
	) {}

	public function hook(): void {
		add_action( 'woocommerce_cart_collaterals', array( $this, 'show' ), 5 );
		add_action( 'woocommerce_before_checkout_form', array( $this, 'show' ), 15 );
		add_filter( 'woocommerce_update_order_review_fragments', array( $this, 'fragment' ) );
		add_action( 'wc_ajax_' . self::CALL, array( $this, 'recheck' ) );
		add_action( 'wc_ajax_' . self::SHOW, array( $this, 'send' ) );
	}

	public function show(): void {
		echo $this->html() . '<template class="coop-offers-news"></template>'; // phpcs:ignore -- Escaped where it is made.
	}

	/**
	 * Checkout reads its totals anew all the time. The panel is not a fragment itself: somebody may just be showing
	 * their membership in it. Its script takes over what changed.
	 *
	 * @param array<string, string> $fragments
	 * @return array<string, string>
	 */
	public function fragment( mixed $fragments ): array {
		return array( '.coop-offers-news' => '<template class="coop-offers-news">' . $this->html() . '</template>' ) + (array) $fragments;
	}

	/** How the offers stand, after the basket has changed without a new page. */
	public function send(): void {
		nocache_headers();
		wp_send_json( array( 'html' => $this->html() ) );
	}

	/** “Look again”: nothing else that the browser sends is read. */
	public function recheck(): void {
		nocache_headers();

		if ( false === check_ajax_referer( self::CALL, 'nonce', false ) ) {
			wp_send_json( array( 'done' => false ), 403 );
		}

		$this->recheck->run();
		wp_send_json(
			array(
				'done' => true,
				'html' => $this->html(),
			)
		);
	}

	private function html(): string {
		if ( ! wp_doing_ajax() ) {
			$this->scripts->enqueue_for_classic();
		}

		$offers = implode( '', array_map( array( $this, 'offer' ), $this->panel->offers() ) );

		return '<div class="coop-offers coop-offers--classic">' . $offers . '</div>';
	}

	/** @param array<string, mixed> $offer */
	private function offer( array $offer ): string {
		$attributes = '';

		foreach ( $offer['element'] as $name => $value ) {
			$attributes .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}

		return sprintf(
			'<section class="coop-offer is-%1$s" data-coop-offer="%2$d" data-coop-state="%1$s" aria-label="%3$s">%4$s%5$s%6$s%7$s</section>',
			esc_attr( $offer['state'] ),
			$offer['id'],
			esc_attr( $offer['name'] ),
			'on' === $offer['state'] ? '' : '<p class="coop-offer__name">' . esc_html( $offer['name'] ) . '</p>', // What is on says its name itself.
			'' === $offer['message'] ? '' : '<p class="coop-offer__message" role="status">' . esc_html( $offer['message'] ) . '</p>',
			self::button( $offer['state'] ) . self::links( $offer['links'] ?? array() ),
			in_array( $offer['state'], array( 'ask', 'on', 'waiting', 'stopped' ), true ) ? "<coop-credential-request$attributes></coop-credential-request>" : ''
		);
	}

	/** @param list<array{text: string, url: string}> $links */
	private static function links( array $links ): string {
		$all = array_map( static fn ( array $link ): string => '<a class="coop-offer__link" href="' . esc_url( $link['url'] ) . '">' . esc_html( $link['text'] ) . '</a>', $links );

		return array() === $all ? '' : '<p>' . implode( ' ', $all ) . '</p>';
	}

	private static function button( string $state ): string {
		$words = array(
			'known'   => __( 'Use my discount', 'coop-credentials' ),
			'off'     => __( 'Use my discount', 'coop-credentials' ),
			'stopped' => __( 'Try the discount again', 'coop-credentials' ),
		)[ $state ] ?? null;

		return null === $words ? '' : '<button type="button" class="button coop-offer__button" data-coop-recheck>' . esc_html( $words ) . '</button>';
	}
}
