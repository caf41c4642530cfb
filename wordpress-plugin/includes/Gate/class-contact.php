<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Who helps a visitor that was refused: an e-mail address or a page, shown with every refusal.
 */
final class Contact {

	/** Autoloaded, because locked pages print it: it costs no query. */
	public const OPTION = 'coop_credentials_contact';

	public static function stored(): string {
		$stored = get_option( self::OPTION, '' );

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
