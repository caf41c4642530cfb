<?php
declare( strict_types=1 );

namespace CoopCredentials\Feed;

/**
 * Where this site is in the service's changes feed, and how the last look went.
 */
final class Position {

	public const OPTION = 'coop_credentials_changes';

	/** @param int $read_at When the feed was last read to its end (Unix time); 0 for never. */
	public function __construct(
		public readonly ?string $cursor = null,
		public readonly int $read_at = 0,
		public readonly string $problem = '',
	) {}

	public static function stored(): self {
		$option = get_option( self::OPTION );

		return is_array( $option )
			? new self( is_string( $option['cursor'] ?? null ) ? $option['cursor'] : null, (int) ( $option['read_at'] ?? 0 ), (string) ( $option['problem'] ?? '' ) )
			: new self();
	}

	/** A page is done. */
	public function at( ?string $cursor ): self {
		return $this->keep( new self( $cursor, $this->read_at ) );
	}

	/** There was no more. */
	public function ended(): self {
		return $this->keep( new self( $this->cursor, time() ) );
	}

	/** The service did not answer as it should; the next look goes on from the same place. */
	public function failed( string $problem ): self {
		return $this->keep( new self( $this->cursor, $this->read_at, $problem ) );
	}

	/** Another service, or another site of the same one, has a feed of its own. */
	public static function forget(): void {
		delete_option( self::OPTION );
	}

	private function keep( self $position ): self {
		update_option( self::OPTION, get_object_vars( $position ), false );

		return $position;
	}
}
