<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Rest\Routes;

/**
 * The HTML of a gate. Locked, it is the same for every stranger, so that any cache may keep it.
 *
 * Text from authors, members and services is escaped for HTML and for shortcodes: WordPress runs those after blocks.
 */
final class Gate_Markup {

	/** @param string $contact Who helps a visitor that was refused: an e-mail address or a page; empty for nobody. */
	public function __construct(
		private readonly Gate_Mark $mark,
		private readonly string $contact = '',
	) {}

	/** @param Grant|null $ended What was open for this visitor and is no more. */
	public function locked( Gate $gate, ?Grant $ended = null, Place $place = Place::Block ): string {
		$request = '' === $gate->policy
			? '<p class="coop-gate__notice">' . esc_html__( 'This part is not open yet.', 'coop-credentials' ) . '</p>'
			: ( null === $ended ? '' : '<p class="coop-gate__ended">' . self::text( Ended_Words::of( $ended ) ) . '</p>' )
				. $this->element( $gate, array() )
				. $this->stuck()
				. '<noscript><p class="coop-gate__notice">' . esc_html__( 'To show your membership, switch on JavaScript for this site.', 'coop-credentials' ) . '</p></noscript>';

		return $this->section( $gate, 'is-locked', $place, $this->teaser( $gate ) . $request );
	}

	public function opened( Gate $gate, Grant $grant, string $inner, Place $place = Place::Block ): string {
		$opened = array(
			'until'  => $grant->until(),
			'reason' => $grant->reason,
			'opened' => array( 'label' => $gate->label ),
		);

		return $this->section( $gate, 'is-open', $place, $this->content( $inner ) . $this->element( $gate, array( 'grant' => (string) wp_json_encode( $opened ) ) ) );
	}

	/** For an editor who wants to see what members see. */
	public function previewed( Gate $gate, string $inner, Place $place = Place::Block ): string {
		return $this->section(
			$gate,
			'is-open',
			$place,
			'<p class="coop-gate__notice">' . esc_html__( 'Preview: members see this part, strangers do not.', 'coop-credentials' ) . '</p>' . $this->content( $inner )
		);
	}

	/** For feeds, REST and mails: the teaser with a link to the page, no form. */
	public function elsewhere( Gate $gate, Place $place = Place::Block ): string {
		$link = get_permalink();

		return $this->section(
			$gate,
			'is-locked',
			$place,
			$this->teaser( $gate ) . ( is_string( $link )
				? '<p class="coop-gate__notice"><a href="' . esc_url( $link ) . '">' . esc_html__( 'Members of co-ops can open this part on the site.', 'coop-credentials' ) . '</a></p>'
				: '' )
		);
	}

	/** What strangers read where WordPress would print an excerpt. */
	public function summary( Gate $gate ): string {
		return self::text( implode( ' ', array_filter( array( $gate->label, $gate->teaser ), static fn ( string $text ): bool => '' !== $text ) ) );
	}

	/** As HTML in which no text can be read as markup or as a shortcode. */
	private static function text( string $text ): string {
		return str_replace( '[', '&#91;', esc_html( $text ) );
	}

	private static function attribute( string $text ): string {
		return str_replace( '[', '&#91;', esc_attr( $text ) );
	}

	/** Empty for a whole post, whose content stays where its theme prints it. */
	private function content( string $inner ): string {
		return '' === $inner ? '' : '<div class="coop-gate__content is-layout-flow">' . $inner . '</div>';
	}

	/** Shown by the gate's script when somebody was let in and the page still comes locked. */
	private function stuck(): string {
		return '<p class="coop-gate__notice" role="alert" data-coop-stuck hidden>'
			. esc_html__( 'You have been let in, but this page still arrives as it was before.', 'coop-credentials' )
			. ' <button type="button">' . esc_html__( 'Load it again', 'coop-credentials' ) . '</button></p>';
	}

	private function teaser( Gate $gate ): string {
		return ( '' === $gate->label ? '' : '<p class="coop-gate__label">' . self::text( $gate->label ) . '</p>' )
			. ( '' === $gate->teaser ? '' : '<p class="coop-gate__teaser">' . self::text( $gate->teaser ) . '</p>' );
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
			$html .= ' ' . $name . '="' . self::attribute( $value ) . '"';
		}

		return "<coop-credential-request$html></coop-credential-request>";
	}

	private function section( Gate $gate, string $state, Place $place, string $inner ): string {
		return sprintf(
			'<section %1$s data-coop-gate="%2$s"%3$s tabindex="-1" aria-label="%4$s">%5$s</section>',
			Place::Block === $place ? get_block_wrapper_attributes( array( 'class' => "coop-gate $state" ) ) : 'class="coop-gate ' . esc_attr( $state ) . '"',
			esc_attr( $gate->policy ),
			Place::Post === $place ? ' data-coop-whole' : '',
			self::attribute( '' === $gate->label ? __( 'For members of co-ops', 'coop-credentials' ) : $gate->label ),
			$inner
		);
	}
}
