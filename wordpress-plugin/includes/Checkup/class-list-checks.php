<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Recognition\List_Words;
use CoopCredentials\Recognition\Told;
use CoopCredentials\Recognition\Told_List;

/**
 * What is wrong with the federations' lists that this site's gates count on, as the service tells it: for the self-test
 * and for the banners. Nothing about a list that is fresh.
 */
final class List_Checks {

	/** Whether a fault that the service names is one of a list. @param array<mixed> $fault */
	public static function is_one( array $fault ): bool {
		return '' !== Told::of( $fault )->text( 'list' );
	}

	/**
	 * @param array<string, mixed> $site The service's answer to who this site is.
	 * @return list<Check>
	 */
	public static function of( array $site, int $now ): array {
		$lists = array_column( array_filter( array_map( array( Told_List::class, 'parse' ), Told::of( $site )->all( 'lists' ) ) ), null, 'name' );
		$found = array();

		foreach ( Told::of( $site )->all( 'problems' ) as $fault ) {
			if ( is_array( $fault ) && self::is_one( $fault ) ) {
				$name    = Told::of( $fault )->text( 'list' );
				$problem = Problem::parse( $fault, 500 );
				$found[] = isset( $lists[ $name ] ) ? self::check( $lists[ $name ], $problem, $now ) : self::unknown( $name, $problem );
			}
		}

		return $found;
	}

	private static function check( Told_List $list, Problem $fault, int $now ): Check {
		$id = "list-$list->name-$fault->problem_code";

		return match ( $fault->problem_code ) {
			'list_stale'       => Check::warning( $id, List_Words::state( $list, $now ), __( 'Nothing needs doing yet. If it stays so, tell whoever runs the service: the federation has to confirm its list again.', 'coop-credentials' ) ),
			'list_expired'     => Check::bad( $id, List_Words::state( $list, $now ), __( 'Tell whoever runs the service: the federation has to confirm its list again. Then everything goes on by itself.', 'coop-credentials' ) ),
			'list_unavailable' => Check::bad( $id, List_Words::state( $list, $now ), __( 'Ask whoever runs the service whether the list’s address is right, and answers.', 'coop-credentials' ) ),
			default            => self::refused( $id, $list, $fault ),
		};
	}

	/** A gate counts on a list that the service does not follow. */
	private static function unknown( string $name, Problem $fault ): Check {
		$words = $fault->for_browser();

		return Check::bad( "list-$name-$fault->problem_code", (string) $words['what'], (string) $words['next'] );
	}

	/** The last look brought nothing: the web server failed, or what it had was refused and the list from before kept. */
	private static function refused( string $id, Told_List $list, Problem $fault ): Check {
		if ( ! str_starts_with( $fault->problem_code, 'list_' ) ) {
			return Check::warning(
				$id,
				/* translators: 1: name of a federation, 2: the code of a fault. */
				sprintf( __( 'The last look for the list of %1$s brought nothing (%2$s).', 'coop-credentials' ), $list->title, $fault->problem_code ),
				__( 'Ask whoever runs the service whether the list’s address is right, and answers.', 'coop-credentials' )
			);
		}

		$words = $fault->for_browser();

		return Check::warning(
			$id,
			/* translators: 1: name of a federation, 2: a whole sentence: what is wrong with its list. */
			sprintf( __( '%1$s: %2$s', 'coop-credentials' ), $list->title, (string) $words['what'] ),
			(string) $words['next']
		);
	}
}
