<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use WP_User;

/**
 * What a guest was let into goes along to the account they log in to or sign up for, and with the account it goes.
 *
 * Only with the very call that logs in, by POST: then the cookie, which no browser sends along with a POST of another
 * site, says that it was made here. By a form elsewhere, or by a link, anybody could have brought a browser into an
 * account of their own. A page that is only looked at moves nothing.
 */
final class Account_Moves {

	public function __construct(
		private readonly Visitor_Cookie $cookie,
		private readonly Grant_Store $grants,
		private readonly Event_Log $log,
	) {}

	public function hook(): void {
		add_action( 'wp_login', fn ( string $name, WP_User $user ) => $this->move_to( $user->ID ), 10, 2 );
		add_action( 'user_register', array( $this, 'signed_up' ) );
		add_action( 'deleted_user', fn ( int $user_id ) => $this->grants->forget_all( array( Account::hash( $user_id ) ) ) );
	}

	/** Somebody who makes an account for another person keeps what is theirs. Guests may sign up by admin-ajax.php. */
	public function signed_up( int $user_id ): void {
		if ( in_array( get_current_user_id(), array( 0, $user_id ), true ) && ( ! is_admin() || wp_doing_ajax() ) ) {
			$this->move_to( $user_id );
		}
	}

	private function move_to( int $user_id ): void {
		$visitors = 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) ? $this->cookie->visitors() : array(); // phpcs:ignore -- Compared only.

		if ( array() !== $visitors ) {
			$this->move( $this->grants->of( $visitors ), $user_id );
		}
	}

	/** @param list<Grant> $grants */
	private function move( array $grants, int $user_id ): void {
		$account = Account::hash( $user_id );

		foreach ( array_unique( array_map( static fn ( Grant $grant ): string => $grant->visitor, $grants ) ) as $visitor ) {
			$this->grants->move( $visitor, $account );
		}

		foreach ( $grants as $grant ) {
			$this->log->add( Event_Log::MOVED, $grant->policy, $grant->verification_id, $grant->holder, $user_id );
		}
	}
}
