<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

/**
 * The one capability of ours: to connect the site, make gates and offers, and see and end what was granted.
 * Administrators have it from the start; another role gets it as any capability.
 */
final class Capability {

	public const NAME = 'manage_coop_credentials';

	public static function give(): void {
		get_role( 'administrator' )?->add_cap( self::NAME );
	}

	/** Takes it from every role that has it. What was given to a single account goes too. */
	public static function take(): void {
		foreach ( array_keys( wp_roles()->roles ) as $role ) {
			get_role( (string) $role )?->remove_cap( self::NAME );
		}

		foreach ( get_users( array( 'capability' => self::NAME ) ) as $user ) {
			$user->remove_cap( self::NAME );
		}
	}
}
