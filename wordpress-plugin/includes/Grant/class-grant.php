<?php
declare( strict_types=1 );

namespace CoopCredentials\Grant;

use DateTimeImmutable;
use DateTimeZone;

/**
 * What one verification opened, for one visitor: a policy, until when, and why.
 */
final class Grant {

	public function __construct(
		public readonly string $verification_id,
		public readonly string $policy,
		public readonly string $visitor,
		public readonly string $holder,
		public readonly string $reason,
		public readonly DateTimeImmutable $expires_at,
	) {}

	/** @param array<string, string> $row A row of the grants table. */
	public static function from_row( array $row ): self {
		return new self(
			$row['verification_id'],
			$row['policy'],
			$row['visitor'],
			$row['holder'],
			$row['reason'],
			new DateTimeImmutable( $row['expires_at'], new DateTimeZone( 'UTC' ) )
		);
	}

	/** The same grant, for the value of the cookie that the browser shows by now. */
	public function given_to( string $visitor ): self {
		return new self( $this->verification_id, $this->policy, $visitor, $this->holder, $this->reason, $this->expires_at );
	}

	/** The end as the browser reads it (ISO 8601, UTC). */
	public function until(): string {
		return $this->expires_at->setTimezone( new DateTimeZone( 'UTC' ) )->format( 'Y-m-d\TH:i:s\Z' );
	}
}
