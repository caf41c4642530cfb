<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

/**
 * What is said of federations' lists and whom they name, in whole sentences of plain text.
 */
final class List_Words {

	/** A day as this site writes days. Decisions name days, so no zone moves one. */
	public static function day( ?int $time ): string {
		return null === $time ? '' : (string) wp_date( (string) get_option( 'date_format' ), $time, new \DateTimeZone( 'UTC' ) );
	}

	/** A moment as this site writes moments. */
	public static function moment( ?int $time ): string {
		return null === $time ? '' : (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time );
	}

	/** Why a co-op stands as it does; the evidence stands beside it, with its links. */
	public static function why( Listed_Coop $coop, string $federation ): string {
		$sentence = sprintf( self::form( $coop->state ), $federation, self::day( $coop->since ), $coop->decision['id'] );

		return '' === $coop->state_reason
			? $sentence
			/* translators: 1: a whole sentence, 2: why a co-op is suspended or not recognised any more. */
			: sprintf( __( '%1$s Reason: %2$s.', 'coop-credentials' ), $sentence, rtrim( $coop->state_reason, '. ' ) );
	}

	private static function form( string $state ): string {
		return match ( $state ) {
			/* translators: 1: name of a federation, 2: date, 3: number or name of a decision. */
			'active'      => __( 'Recognised by %1$s since %2$s, decision %3$s.', 'coop-credentials' ),
			/* translators: 1: name of a federation, 2: date, 3: number or name of a decision. */
			'upcoming'    => __( 'To be recognised by %1$s from %2$s on, decision %3$s.', 'coop-credentials' ),
			/* translators: 1: name of a federation, 2: date, 3: number or name of a decision. */
			'suspended'   => __( 'Suspended by %1$s since %2$s, decision %3$s.', 'coop-credentials' ),
			/* translators: 1: name of a federation, 2: date, 3: number or name of a decision. */
			'compromised' => __( 'Not accepted by %1$s since %2$s, because somebody else may have its key: decision %3$s.', 'coop-credentials' ),
			/* translators: 1: name of a federation, 2: date, 3: number or name of a decision. */
			default       => __( 'Not recognised by %1$s any more since %2$s, decision %3$s.', 'coop-credentials' ),
		};
	}

	/** How a co-op stands, in a word or two. */
	public static function standing( string $state ): string {
		return match ( $state ) {
			'active'      => __( 'Recognised', 'coop-credentials' ),
			'upcoming'    => __( 'Not yet recognised', 'coop-credentials' ),
			'suspended'   => __( 'Suspended', 'coop-credentials' ),
			'compromised' => __( 'Not accepted for now', 'coop-credentials' ),
			default       => __( 'Not recognised any more', 'coop-credentials' ),
		};
	}

	/** How old a list is, to who runs the site; empty while it is fresh. */
	public static function state( Told_List $list, int $now ): string {
		return match ( $list->state_at( $now ) ) {
			Told_List::FRESH       => '',
			Told_List::STALE       => sprintf(
				/* translators: 1: name of a federation, 2: date and time, 3: date and time. */
				__( 'The list of %1$s has not been confirmed since %2$s. It is still used until %3$s; after that nobody new is let in by it.', 'coop-credentials' ),
				$list->title,
				self::moment( $list->fresh_until ),
				self::moment( $list->usable_until )
			),
			Told_List::EXPIRED     => sprintf(
				/* translators: 1: name of a federation, 2: date and time. */
				__( 'Nobody new is let in by the list of %1$s: it was not confirmed in time and could be used until %2$s. Who is in stays in until their time ends.', 'coop-credentials' ),
				$list->title,
				self::moment( $list->usable_until )
			),
			default                => sprintf(
				/* translators: %s: short name of a list. */
				__( 'The list “%s” has never been fetched, so it lets nobody in.', 'coop-credentials' ),
				$list->name
			),
		};
	}
}
