<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Who helps a visitor that was refused: an e-mail address or a page, shown with every refusal.
 */
final class Contact {

	/** Autoloaded, because locked pages print it. */
	public const OPTION = 'coop_credentials_contact';

	/** WordPress looks in the database for an option that is not among the autoloaded ones; this does not, on no page. */
	public static function stored(): string {
		$stored = wp_load_alloptions()[ self::OPTION ] ?? '';

		return is_string( $stored ) ? $stored : '';
	}

	/** What an admin typed, as an e-mail address or a web address; null for anything else. */
	public static function parse( string $input ): ?string {
		$input = trim( $input );

		if ( '' === $input || false !== filter_var( $input, FILTER_VALIDATE_EMAIL ) ) {
			return $input;
		}

		$is_page = false !== filter_var( $input, FILTER_VALIDATE_URL ) && 1 === preg_match( '#^https?://#i', $input );

		return $is_page ? $input : null;
	}
}
