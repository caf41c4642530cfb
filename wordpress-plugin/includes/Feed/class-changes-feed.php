<?php
declare( strict_types=1 );

namespace CoopCredentials\Feed;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;
use DateTimeImmutable;
use DateTimeZone;

/**
 * Reads what happened at the service to the memberships that let visitors in here, and takes back what has ended.
 *
 * Each change comes at least once and in order; the place is kept after a page is applied, so that nothing is missed
 * when this request dies. Where the service no longer has what we ask for (410), all verifications are paged through.
 */
final class Changes_Feed {

	/** A change may come before its grant is stored, while the visitor's own request is still under way. */
	private const SETTLING_SECONDS = 300;

	public function __construct(
		private readonly Site_Api $service,
		private readonly Taking_Back $taking_back,
	) {}

	/**
	 * @param int $seconds How long it may take; the rest is for the next look.
	 * @return int How many grants are in another state than before.
	 * @throws Problem When the service does not answer. The place is kept.
	 */
	public function read( int $seconds = 20 ): int {
		$position = Position::stored();
		$cursor   = $position->cursor;
		$settled  = true;
		$end      = time() + $seconds;
		$changed  = 0;

		try {
			do {
				$page     = $this->page( $cursor );
				$cursor   = $page['cursor'];
				$changed += $this->apply( $page['changes'] );
				$settled  = $settled && ! $this->is_unsettled( $page['changes'] );
				$position = $settled ? $position->at( $cursor ) : $position;
			} while ( $page['more'] && time() < $end );
		} catch ( Problem $problem ) {
			if ( 'cursor_too_old' !== $problem->problem_code ) {
				$position->failed( $problem->problem_code );
				throw $problem;
			}

			return $changed + $this->compare_all( $position );
		}

		$page['more'] || $position->ended();

		return $changed;
	}

	/** @return array{changes: list<array{verificationId: string, state: string, at: string}>, cursor: string, more: bool} */
	private function page( ?string $cursor ): array {
		$page = $this->service->send( 'GET', '/v1/changes' . ( null === $cursor ? '' : '?cursor=' . rawurlencode( $cursor ) ) );

		if ( ! is_array( $page['changes'] ?? null ) || ! is_string( $page['cursor'] ?? null ) ) {
			throw new Problem( 'internal_error', 502, array(), 'the service sent no page of changes' );
		}

		return array(
			'changes' => array_values( array_filter( $page['changes'], array( self::class, 'is_change' ) ) ),
			'cursor'  => $page['cursor'],
			'more'    => true === ( $page['more'] ?? null ),
		);
	}

	private static function is_change( mixed $change ): bool {
		return is_array( $change ) && is_string( $change['verificationId'] ?? null ) && is_string( $change['state'] ?? null ) && is_string( $change['at'] ?? null );
	}

	/** @param list<array{verificationId: string, state: string, at: string}> $changes */
	private function apply( array $changes ): int {
		$changed = 0;

		foreach ( $changes as $change ) {
			$changed += (int) $this->taking_back->change( $change['verificationId'], $change['state'] );
		}

		return $changed;
	}

	/**
	 * Whether something young is among them that no grant is known for: then the feed is read once more from before this page.
	 *
	 * @param list<array{verificationId: string, state: string, at: string}> $changes
	 */
	private function is_unsettled( array $changes ): bool {
		$young = array_filter( $changes, static fn ( array $change ): bool => (int) strtotime( $change['at'] ) > time() - self::SETTLING_SECONDS );

		return array() !== array_filter( $young, fn ( array $change ): bool => ! $this->taking_back->knows( $change['verificationId'] ) );
	}

	/** What the service no longer has, or no longer lets live, ends here. */
	private function compare_all( Position $position ): int {
		$as_of  = new DateTimeImmutable( '-5 minutes', new DateTimeZone( 'UTC' ) );
		$cursor = null;
		$after  = null;
		$states = array();

		do {
			$page     = $this->service->send( 'GET', '/v1/verifications?limit=100' . ( null === $after ? '' : '&cursor=' . rawurlencode( $after ) ) );
			$cursor ??= is_string( $page['changesCursor'] ?? null ) ? $page['changesCursor'] : throw new Problem( 'internal_error', 502, array(), 'the service sent no page of verifications' );
			$after    = is_string( $page['next'] ?? null ) ? $page['next'] : null;

			foreach ( is_array( $page['verifications'] ?? null ) ? $page['verifications'] : array() as $verification ) {
				if ( is_string( $verification['id'] ?? null ) && is_string( $verification['state'] ?? null ) ) {
					$states[ $verification['id'] ] = $verification['state'];
				}
			}
		} while ( null !== $after );

		$changed = $this->taking_back->compare( $states, $as_of );
		$position->at( $cursor )->ended();

		return $changed;
	}
}
