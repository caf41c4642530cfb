<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Recognition\Told;

/**
 * Whose members the gates of this site welcome: co-ops that it named itself, and federations' lists. Nothing in it says
 * which gate that is, or what is behind.
 */
final class Welcomed {

	private const MEMBERSHIP = 'CoopMembershipCredential';

	/**
	 * @param array<string, array{name: string, reason: string}> $coops By DID.
	 * @param array<string, array<string, string>>              $lists By the list's name: whom no gate welcomes by it, with the reason, by DID.
	 */
	private function __construct(
		public readonly array $coops,
		public readonly array $lists,
	) {}

	/** @param list<Stored_Gate> $gates */
	public static function by( array $gates ): self {
		$coops = array();
		$lists = array();

		foreach ( $gates as $gate ) {
			foreach ( self::requirements( $gate ) as $issuers ) {
				$denied = self::denied( $issuers );
				$coops += array_diff_key( self::allowed( $issuers ), $denied );

				foreach ( array_filter( $issuers->all( 'lists', 16 ), 'is_string' ) as $list ) {
					$lists[ $list ] = isset( $lists[ $list ] ) ? array_intersect_key( $lists[ $list ], $denied ) : $denied;
				}
			}
		}

		uasort( $coops, static fn ( array $one, array $other ): int => strnatcasecmp( $one['name'], $other['name'] ) );
		ksort( $lists );

		return new self( $coops, $lists );
	}

	/**
	 * Whose memberships are asked for, each time one is; other proofs are nobody's membership.
	 *
	 * @return list<Told>
	 */
	private static function requirements( Stored_Gate $gate ): array {
		$found = array();

		foreach ( Told::of( json_decode( $gate->document, true ) )->all( 'accept' ) as $alternative ) {
			foreach ( Told::of( $alternative )->all( 'require' ) as $requirement ) {
				if ( self::MEMBERSHIP === Told::of( $requirement )->text( 'type' ) ) {
					$found[] = Told::of( $requirement )->part( 'issuers' );
				}
			}
		}

		return $found;
	}

	/** @return array<string, array{name: string, reason: string}> */
	private static function allowed( Told $issuers ): array {
		$named = array();

		foreach ( $issuers->all( 'allow', 1000 ) as $entry ) {
			$told = Told::of( $entry );

			if ( '' !== $told->text( 'name' ) ) {
				$named[ $told->text( 'id', 2048 ) ] = array(
					'name'   => $told->text( 'name' ),
					'reason' => $told->text( 'reason' ),
				);
			}
		}

		return $named;
	}

	/** @return array<string, string> */
	private static function denied( Told $issuers ): array {
		$reasons = array();

		foreach ( $issuers->all( 'deny', 1000 ) as $entry ) {
			$reasons[ Told::of( $entry )->text( 'id', 2048 ) ] = Told::of( $entry )->text( 'reason' );
		}

		return $reasons;
	}
}
