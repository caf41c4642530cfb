<?php
declare( strict_types=1 );

namespace CoopCredentials\Feed;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use DateTimeImmutable;
use wpdb;

/**
 * What a change at the service means for the grant that was given for it.
 *
 * A pause (`suspended`, `unreachable`) is lifted by `live`. Nothing else ever comes back: neither what the service
 * ended, nor what was ended here.
 */
final class Taking_Back {

	private const PAUSES = array( 'suspended', 'unreachable' );
	private const ENDS   = array( 'expired', 'revoked', 'unrecognised', 'policy_changed', 'forgotten' );

	public function __construct(
		private readonly wpdb $db,
		private readonly string $table,
		private readonly Grant_Store $grants,
		private readonly Event_Log $log,
	) {}

	/** @return bool Whether a grant is in another state than before. */
	public function change( string $verification_id, string $state ): bool {
		$grant = $this->find( $verification_id );

		if ( null === $grant || ! self::may_become( $grant['state'], $state ) || ! $this->grants->change_state( $verification_id, $state, $grant['state'] ) ) {
			return false;
		}

		$this->log->add( Event_Log::CHANGED, $grant['policy'], $verification_id, $grant['holder'], 0, $state );

		/**
		 * A grant was taken back, paused or let live again.
		 *
		 * @param string $verification_id
		 * @param string $state One of the states of the service's changes feed.
		 * @param string $policy
		 */
		do_action( 'coop_credentials_grant_changed', $verification_id, $state, $grant['policy'] );

		return true;
	}

	public function knows( string $verification_id ): bool {
		return null !== $this->find( $verification_id );
	}

	/**
	 * Brings every grant into the state that the service tells; what it does not tell of, it has forgotten.
	 *
	 * @param array<string, string> $states  State by verification.
	 * @param DateTimeImmutable     $as_of Grants given since then are left alone.
	 * @return int How many are in another state than before.
	 */
	public function compare( array $states, DateTimeImmutable $as_of ): int {
		$changed = 0;
		$last    = 0;

		do {
			$rows = $this->db->get_results(
				$this->db->prepare(
					'SELECT id, verification_id FROM %i WHERE id > %d AND granted_at < %s ORDER BY id LIMIT 500',
					$this->table,
					$last,
					$as_of->format( 'Y-m-d H:i:s' )
				),
				ARRAY_A
			);

			foreach ( $rows as $row ) {
				$last     = (int) $row['id'];
				$changed += (int) $this->change( $row['verification_id'], $states[ $row['verification_id'] ] ?? 'forgotten' );
			}
		} while ( array() !== $rows );

		return $changed;
	}

	private static function may_become( string $from, string $to ): bool {
		$is_open = Grant::LIVE === $from || in_array( $from, self::PAUSES, true );

		return $is_open && $from !== $to && in_array( $to, array( Grant::LIVE, ...self::PAUSES, ...self::ENDS ), true );
	}

	/** @return array{state: string, policy: string, holder: string}|null */
	private function find( string $verification_id ): ?array {
		return $this->db->get_row( $this->db->prepare( 'SELECT state, policy, holder FROM %i WHERE verification_id = %s', $this->table, $verification_id ), ARRAY_A );
	}
}
