<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

use CoopCredentials\Gate\Private_Page;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use DateTimeImmutable;
use DateTimeZone;

/**
 * What the visitor of this page holds: one query for all its gates, and none for a stranger.
 */
final class Held_Grants {

	/** @var array<string, list<Grant>> By the visitor's hashes. */
	private array $read = array();

	public function __construct(
		private readonly Private_Page $page,
		private readonly Grant_Store $store,
	) {}

	/** The grant that opens a gate of that policy now, the longest if there are several. */
	public function live( string $policy ): ?Grant {
		foreach ( $this->of( $policy ) as $grant ) {
			if ( self::is_live( $grant ) ) {
				return $grant;
			}
		}

		return null;
	}

	/** The last grant that opened such a gate and does no more. */
	public function ended( string $policy ): ?Grant {
		$grants = $this->of( $policy );

		return array() === array_filter( $grants, array( self::class, 'is_live' ) ) ? $grants[0] ?? null : null;
	}

	public static function is_live( Grant $grant ): bool {
		return Grant::LIVE === $grant->state && $grant->expires_at > new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}

	/** @return list<Grant> */
	private function of( string $policy ): array {
		$visitors = $this->page->visitors();

		if ( array() === $visitors || '' === $policy ) {
			return array();
		}

		return array_values( array_filter( $this->read( $visitors ), static fn ( Grant $grant ): bool => $policy === $grant->policy ) );
	}

	/**
	 * @param non-empty-list<string> $visitors
	 * @return list<Grant>
	 */
	private function read( array $visitors ): array {
		$key = implode( ' ', $visitors );

		$this->read[ $key ] ??= $this->store->of( $visitors );

		return $this->read[ $key ];
	}
}
