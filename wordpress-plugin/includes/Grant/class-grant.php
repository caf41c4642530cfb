<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use DateTimeImmutable;
use DateTimeZone;

/**
 * What one verification opened, for one visitor: a policy, until when, and why.
 */
final class Grant {

	/** The only state that opens anything. The others are the service's, and two for what was ended here by hand. */
	public const LIVE           = 'live';
	public const ENDED          = 'ended';
	public const BANNED         = 'banned'; // Ended, and whoever it was is not let in again.
	public const POLICY_CHANGED = 'policy_changed';

	public const STATES = array( self::LIVE, 'expired', 'revoked', 'suspended', 'unrecognised', self::POLICY_CHANGED, 'unreachable', 'forgotten', self::ENDED, self::BANNED );

	public function __construct(
		public readonly string $verification_id,
		public readonly string $policy,
		public readonly string $visitor,
		public readonly string $holder,
		public readonly string $reason,
		public readonly DateTimeImmutable $expires_at,
		public readonly string $issuer = '',
		public readonly string $issuer_name = '',
		public readonly int $policy_version = 0,
		public readonly string $state = self::LIVE,
	) {}

	/** @param array<string, string> $row A row of the grants table. */
	public static function from_row( array $row ): self {
		return new self(
			$row['verification_id'],
			$row['policy'],
			$row['visitor'],
			$row['holder'],
			$row['reason'],
			new DateTimeImmutable( $row['expires_at'], new DateTimeZone( 'UTC' ) ),
			$row['issuer'],
			$row['issuer_name'],
			(int) $row['policy_version'],
			$row['state']
		);
	}

	/** The same grant, for the value of the cookie that the browser shows by now. */
	public function given_to( string $visitor ): self {
		return new self( ...array( ...get_object_vars( $this ), 'visitor' => $visitor ) );
	}

	/** The end as the browser reads it (ISO 8601, UTC). */
	public function until(): string {
		return $this->expires_at->setTimezone( new DateTimeZone( 'UTC' ) )->format( 'Y-m-d\TH:i:s\Z' );
	}
}
