<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

/**
 * A federation's list that the service follows, and how old what it has of it is.
 */
final class Told_List {

	public const FRESH       = 'fresh';
	public const STALE       = 'stale';
	public const EXPIRED     = 'expired';
	public const UNAVAILABLE = 'unavailable';

	/**
	 * @param string   $name As policies name it.
	 * @param string   $title The federation's name.
	 * @param int|null $active How many it recognises now.
	 */
	private function __construct(
		public readonly string $name,
		public readonly string $title,
		private readonly string $state,
		public readonly ?int $fresh_until,
		public readonly ?int $usable_until,
		public readonly ?int $active,
	) {}

	public static function parse( mixed $list ): ?self {
		$told  = Told::of( $list );
		$name  = $told->text( 'name', 64 );
		$state = $told->text( 'state' );
		$title = $told->text( 'title' );

		return '' === $name ? null : new self(
			$name,
			'' === $title ? $name : $title,
			in_array( $state, array( self::FRESH, self::STALE, self::EXPIRED ), true ) ? $state : self::UNAVAILABLE,
			$told->time( 'freshUntil' ),
			$told->time( 'usableUntil' ),
			$told->whole( 'active' )
		);
	}

	/** How it is now: what was told may be older. */
	public function state_at( int $now ): string {
		if ( self::UNAVAILABLE === $this->state || self::EXPIRED === $this->state ) {
			return $this->state;
		}

		if ( null === $this->usable_until || $now > $this->usable_until ) {
			return self::EXPIRED;
		}

		return null === $this->fresh_until || $now > $this->fresh_until ? self::STALE : $this->state;
	}

	/** @return array<string, mixed> For a screen of ours. */
	public function to_array( int $now ): array {
		return array(
			'name'   => $this->name,
			'title'  => $this->title,
			'state'  => $this->state_at( $now ),
			'active' => $this->active,
			'said'   => List_Words::state( $this, $now ),
		);
	}
}
