<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use Closure;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Visit\Account;
use DateTimeImmutable;
use DateTimeZone;
use wpdb;

/**
 * Which grants stand behind a discount: by their verification, of who is here, or of a customer's account.
 */
final class Grant_Finder {

	/** @param Closure(): list<string> $visitor The hashes of who is here. */
	public function __construct(
		private readonly wpdb $db,
		private readonly string $table,
		private readonly Grant_Store $grants,
		private readonly Closure $visitor,
	) {}

	/** The grant of that verification while it opens something, read anew each time: it may have been taken back. */
	public function live( string $verification_id ): ?Grant {
		$row = $this->db->get_row(
			$this->db->prepare(
				'SELECT * FROM %i WHERE verification_id = %s AND state = %s AND expires_at > %s',
				$this->table,
				$verification_id,
				'live',
				gmdate( 'Y-m-d H:i:s' )
			),
			ARRAY_A
		);

		return null === $row ? null : Grant::from_row( $row );
	}

	/** The same, while it opens that policy. */
	public function live_for( string $policy, string $verification_id ): ?Grant {
		$grant = $this->live( $verification_id );

		return $policy === $grant?->policy ? $grant : null;
	}

	/** Whether the browser or the account that is here holds it; no query. */
	public function is_of_visitor( Grant $grant ): bool {
		return in_array( $grant->visitor, ( $this->visitor )(), true );
	}

	/** What the browser or the account that is here holds; no query for a stranger. */
	public function of_visitor( string $policy ): ?Grant {
		$hashes = ( $this->visitor )();

		return array() === $hashes ? null : $this->grants->live( $policy, $hashes, self::now() );
	}

	/** @return list<Grant> All that open the policy now: somebody may be a member of two co-ops. */
	public function all_of_visitor( string $policy ): array {
		$hashes = ( $this->visitor )();
		$now    = self::now();

		return array() === $hashes ? array() : array_values(
			array_filter(
				$this->grants->of( $hashes ),
				static fn ( Grant $grant ): bool => $policy === $grant->policy && Grant::LIVE === $grant->state && $grant->expires_at > $now
			)
		);
	}

	public function of_customer( string $policy, int $user_id ): ?Grant {
		return 0 === $user_id ? null : $this->grants->live( $policy, array( Account::hash( $user_id ) ), self::now() );
	}

	private static function now(): DateTimeImmutable {
		return new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}
}
