<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

/**
 * The hash that an account's grants stand under. No cookie can have it: the text it is made of is no cookie value.
 */
final class Account {

	public static function hash( int $user_id ): string {
		return hash( 'sha256', 'account|' . get_current_blog_id() . '|' . $user_id );
	}

	/** Whose account this browser is logged in to; null for a guest. */
	public function current(): ?string {
		$user_id = $this->user_id();

		return 0 === $user_id ? null : self::hash( $user_id );
	}

	/**
	 * WordPress takes a REST call without a nonce for a guest's, because any page could have made it. Ours carry none,
	 * as it would grow stale in a cached page; the Doorkeeper has looked at their origin instead.
	 */
	private function user_id(): int {
		$user_id = get_current_user_id();

		return 0 === $user_id && isset( $_COOKIE[ LOGGED_IN_COOKIE ] ) ? (int) wp_validate_auth_cookie( '', 'logged_in' ) : $user_id;
	}
}
