<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Rest\Routes;

/**
 * The HTML of a gate. Locked, it is the same for every visitor, so that any cache may keep it.
 */
final class Gate_Markup {

	/** @param string $contact Who helps a visitor that was refused: an e-mail address or a page; empty for nobody. */
	public function __construct(
		private readonly Gate_Mark $mark,
		private readonly string $contact = '',
	) {}

	public function locked( Gate $gate ): string {
		$request = '' === $gate->policy
			? '<p class="coop-gate__notice">' . esc_html__( 'This part is not open yet.', 'coop-credentials' ) . '</p>'
			: $this->element( $gate, array() )
				. $this->stuck()
				. '<noscript><p class="coop-gate__notice">' . esc_html__( 'To show your membership, switch on JavaScript for this site.', 'coop-credentials' ) . '</p></noscript>';

		return $this->section( $gate, 'is-locked', $this->teaser( $gate ) . $request );
	}

	public function opened( Gate $gate, Grant $grant, string $inner ): string {
		$opened = array(
			'until'  => $grant->until(),
			'reason' => $grant->reason,
			'opened' => array( 'label' => $gate->label ),
		);

		return $this->section(
			$gate,
			'is-open',
			'<div class="coop-gate__content is-layout-flow">' . $inner . '</div>' . $this->element( $gate, array( 'grant' => (string) wp_json_encode( $opened ) ) )
		);
	}

	/** For feeds, REST and mails: the teaser with a link to the page, no form. */
	public function elsewhere( Gate $gate ): string {
		$link = get_permalink();

		return $this->section(
			$gate,
			'is-locked',
			$this->teaser( $gate ) . ( is_string( $link )
				? '<p class="coop-gate__notice"><a href="' . esc_url( $link ) . '">' . esc_html__( 'Members of co-ops can open this part on the site.', 'coop-credentials' ) . '</a></p>'
				: '' )
		);
	}

	/** Shown by the gate's script when somebody was let in and the page still comes locked. */
	private function stuck(): string {
		return '<p class="coop-gate__notice" role="alert" data-coop-stuck hidden>'
			. esc_html__( 'You have been let in, but this page still arrives as it was before.', 'coop-credentials' )
			. ' <button type="button">' . esc_html__( 'Load it again', 'coop-credentials' ) . '</button></p>';
	}

	private function teaser( Gate $gate ): string {
		return ( '' === $gate->label ? '' : '<p class="coop-gate__label">' . esc_html( $gate->label ) . '</p>' )
			. ( '' === $gate->teaser ? '' : '<p class="coop-gate__teaser">' . esc_html( $gate->teaser ) . '</p>' );
	}

	/** @param array<string, string> $more */
	private function element( Gate $gate, array $more ): string {
		$mark       = $this->mark->of( $gate->policy );
		$attributes = array(
			'start-url'   => Routes::url( 'start', $mark ),
			'collect-url' => Routes::url( 'collect', $mark ),
			'forget-url'  => Routes::url( 'forget', $mark ),
			'locale'      => get_bloginfo( 'language' ),
			...( '' === $this->contact ? array() : array( 'contact' => $this->contact ) ),
			...$more,
		);
		$html       = '';

		foreach ( $attributes as $name => $value ) {
			$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}

		return "<coop-credential-request$html></coop-credential-request>";
	}

	private function section( Gate $gate, string $state, string $inner ): string {
		return sprintf(
			'<section %1$s data-coop-gate="%2$s" tabindex="-1" aria-label="%3$s">%4$s</section>',
			get_block_wrapper_attributes( array( 'class' => "coop-gate $state" ) ),
			esc_attr( $gate->policy ),
			esc_attr( '' === $gate->label ? __( 'For members of co-ops', 'coop-credentials' ) : $gate->label ),
			$inner
		);
	}
}
