<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

use CoopCredentials\Recognition\List_Words;
use CoopCredentials\Recognition\Listed_Coop;
use CoopCredentials\Recognition\Told_List;
use CoopCredentials\Recognition\Web_Address;

/**
 * The HTML of "Whose members we welcome, and why". Readable without style and script.
 */
final class Welcome_Markup {

	/** Looking for one co-op, by a form that needs no script. */
	public function form( Question $question ): string {
		$here   = Question::here();
		$hidden = '';
		wp_parse_str( (string) wp_parse_url( $here, PHP_URL_QUERY ), $query );

		foreach ( array_filter( $query, 'is_string' ) as $name => $value ) {
			$hidden .= '<input type="hidden" name="' . Html::attribute( (string) $name ) . '" value="' . Html::attribute( $value ) . '">';
		}

		return '<form role="search" method="get" class="coop-welcome__search" action="' . esc_url( $here ) . '">' . $hidden
			. '<label>' . esc_html__( 'Is my co-op welcome?', 'coop-credentials' )
			. ' <input type="search" name="' . Question::SEARCH . '" maxlength="200" value="' . Html::attribute( $question->search ) . '"></label>'
			. ' <button type="submit" class="wp-element-button">' . esc_html__( 'Search', 'coop-credentials' ) . '</button>'
			. ( '' === $question->search ? '' : ' <a href="' . esc_url( $here ) . '">' . esc_html__( 'Show all', 'coop-credentials' ) . '</a>' )
			. '<p class="coop-welcome__hint">' . esc_html__( 'Its name or its web address.', 'coop-credentials' ) . '</p></form>';
	}

	/** Co-ops that this site itself named. @param array<string, array{name: string, reason: string}> $coops By DID. */
	public function own( array $coops ): string {
		$items = '';

		foreach ( $coops as $id => $coop ) {
			$address = Web_Address::of_did( (string) $id );
			$items  .= '<li><p class="coop-welcome__name">' . Html::name( $coop['name'] ) . '</p>'
				. ( '' === $coop['reason'] ? '' : '<p>' . Html::text( $coop['reason'] ) . '</p>' )
				. ( '' === $address ? '' : '<p>' . Html::link( "https://$address", $address ) . '</p>' )
				. '</li>';
		}

		return '' === $items ? '' : $this->group( 'coop-welcome-own', __( 'Chosen by this site', 'coop-credentials' ), "<ul>$items</ul>" );
	}

	/**
	 * @param list<Listed_Coop>     $coops Of this page.
	 * @param array<string, string> $denied Whom this site does not welcome all the same.
	 */
	public function federation( Told_List $list, Seen_Page $seen, array $coops, array $denied, Question $question, int $now ): string {
		$state = $list->state_at( $now );
		$notes = array_filter(
			array(
				'' !== $question->search || null === $list->active ? '' : sprintf(
					/* translators: 1: name of a federation, 2: number of co-ops. */
					_n( '%1$s recognises %2$s co-op.', '%1$s recognises %2$s co-ops.', $list->active, 'coop-credentials' ),
					$list->title,
					number_format_i18n( $list->active )
				),
				array() === $denied ? '' : __( 'This site makes exceptions: not all of them are welcome.', 'coop-credentials' ),
				in_array( $state, array( Told_List::EXPIRED, Told_List::UNAVAILABLE ), true )
					? __( 'Nobody new can come in by this list just now, because the federation has not confirmed it in time. That is for us to mend, not for you. Who is in stays in.', 'coop-credentials' )
					: '',
				/* translators: %s: date and time. */
				$seen->is_current ? '' : sprintf( __( 'We could not ask just now. This is what we knew on %s.', 'coop-credentials' ), List_Words::moment( $seen->at ) ),
				array() === $coops ? __( 'Nobody on this list is welcome here just now.', 'coop-credentials' ) : '',
			)
		);
		$items = implode( '', array_map( fn ( Listed_Coop $coop ): string => $this->coop( $coop, $list->title ), $coops ) );

		return $this->group(
			Question::anchor( $list->name ),
			/* translators: %s: name of a federation. */
			sprintf( __( 'Recognised by %s', 'coop-credentials' ), $list->title ),
			implode( '', array_map( static fn ( string $note ): string => '<p>' . Html::text( $note ) . '</p>', $notes ) )
				. ( '' === $items ? '' : "<ul>$items</ul>" )
				. $this->pages( $list->name, $seen->page->total, $question )
		);
	}

	/** A list that cannot be had, and was never seen. */
	public function unknown( string $list, string $note ): string {
		/* translators: %s: short name of a list. */
		return $this->group( Question::anchor( $list ), sprintf( __( 'Recognised by the list “%s”', 'coop-credentials' ), $list ), '<p>' . esc_html( $note ) . '</p>' );
	}

	/** Whom this site does not welcome, where its team chose to say so. @param array<string, string> $denied Reasons by DID. */
	public function denied( array $denied ): string {
		$items = '';

		foreach ( $denied as $id => $reason ) {
			$address = Web_Address::of_did( (string) $id );
			$items  .= '<li><p class="coop-welcome__name">' . Html::name( '' === $address ? (string) $id : $address ) . '</p>' . ( '' === $reason ? '' : '<p>' . Html::text( $reason ) . '</p>' ) . '</li>';
		}

		return '' === $items ? '' : $this->group( 'coop-welcome-denied', __( 'Not welcome here', 'coop-credentials' ), "<ul>$items</ul>" );
	}

	private function coop( Listed_Coop $coop, string $federation ): string {
		$evidence = implode( ', ', array_map( static fn ( array $one ): string => Html::link( $one['url'], $one['name'] ), $coop->evidence ) );
		$address  = $coop->address();

		return '<li><span class="coop-welcome__initials" aria-hidden="true">' . Html::text( $coop->initials() ) . '</span><div>'
			. '<p class="coop-welcome__name">' . Html::name( $coop->name )
			. ( 'active' === $coop->state ? '' : ' <strong class="coop-welcome__state">' . esc_html( List_Words::standing( $coop->state ) ) . '</strong>' ) . '</p>'
			. ( in_array( $coop->legal_name, array( '', $coop->name ), true ) ? '' : '<p>' . Html::name( $coop->legal_name ) . '</p>' )
			. ( '' === $address ? '' : '<p>' . Html::link( $coop->url, $address ) . '</p>' )
			. '<p>' . Html::text( List_Words::why( $coop, $federation ) )
			. ( '' === $evidence ? '' : ' ' . esc_html__( 'Evidence:', 'coop-credentials' ) . ' ' . $evidence . '.' )
			. ( '' === $coop->decision['minutes'] ? '' : ' ' . Html::link( $coop->decision['minutes'], __( 'Minutes of the decision', 'coop-credentials' ) ) . '.' )
			. '</p></div></li>';
	}

	private function pages( string $list, int $total, Question $question ): string {
		$page = $question->page_of( $list );
		$last = max( 1, (int) ceil( $total / List_Memory::PER_PAGE ) );

		if ( 1 === $last ) {
			return '';
		}

		$link = static fn ( int $to, string $text, string $rel ): string => $to < 1 || $to > $last ? '' : '<a rel="nofollow ' . $rel . '" href="' . esc_url( $question->url( $list, $to ) ) . '">' . esc_html( $text ) . '</a> ';

		return '<nav class="coop-welcome__pages" aria-label="' . esc_attr__( 'Pages of the list', 'coop-credentials' ) . '">'
			. $link( $page - 1, __( 'Back', 'coop-credentials' ), 'prev' )
			/* translators: 1: number of the page, 2: number of pages. */
			. '<span>' . esc_html( sprintf( __( 'Page %1$d of %2$d', 'coop-credentials' ), min( $page, $last ), $last ) ) . '</span> '
			. $link( $page + 1, __( 'Go on', 'coop-credentials' ), 'next' ) . '</nav>';
	}

	private function group( string $id, string $title, string $inner ): string {
		return '<section class="coop-welcome__group" id="' . esc_attr( $id ) . '"><h2>' . Html::text( $title ) . "</h2>$inner</section>";
	}
}
