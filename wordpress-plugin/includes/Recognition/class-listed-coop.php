<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

/**
 * A co-op on a federation's list. Every word of it is the federation's.
 */
final class Listed_Coop {

	public const STATES = array( 'active', 'upcoming', 'suspended', 'ended', 'compromised' );

	/**
	 * @param string                                 $id Its DID.
	 * @param list<string>                           $former_ids DIDs that it had before.
	 * @param string                                 $url Its web page, or empty.
	 * @param string                                 $state One of STATES.
	 * @param int|null                               $since Since when it stands so, Unix time.
	 * @param list<array{name: string, url: string}> $evidence What recognising it was decided on; none where it is not recognised.
	 * @param array{id: string, body: string, minutes: string} $decision
	 */
	private function __construct(
		public readonly string $list,
		public readonly string $id,
		private readonly array $former_ids,
		public readonly string $name,
		public readonly string $legal_name,
		public readonly string $url,
		public readonly string $state,
		public readonly ?int $since,
		public readonly string $state_reason,
		public readonly array $evidence,
		public readonly array $decision,
	) {}

	public static function parse( mixed $coop ): ?self {
		$told     = Told::of( $coop );
		$decision = $told->part( 'decision' );
		$name     = $told->text( 'name' );
		$id       = $told->text( 'id', 2048 );

		if ( '' === $name || ! str_starts_with( $id, 'did:' ) ) {
			return null;
		}

		return new self(
			$told->text( 'list', 64 ),
			$id,
			array_values( array_filter( $told->all( 'formerIds', 16 ), 'is_string' ) ),
			$name,
			$told->text( 'legalName' ),
			$told->url( 'url' ),
			in_array( $told->text( 'state' ), self::STATES, true ) ? $told->text( 'state' ) : 'ended',
			$told->time( 'since' ) ?? $told->time( 'validFrom' ),
			$told->text( 'stateReason' ),
			in_array( $told->text( 'state' ), array( 'active', 'upcoming' ), true ) ? self::evidence( $told->all( 'evidence', 16 ) ) : array(),
			array(
				'id'      => $decision->text( 'id' ),
				'body'    => $decision->text( 'body' ),
				'minutes' => $decision->url( 'minutes' ),
			)
		);
	}

	/** Whether a site that left these out left it out, also by a DID that it had before. @param array<string, mixed> $denied By DID. */
	public function is_among( array $denied ): bool {
		return array() !== array_intersect_key( array_flip( array( $this->id, ...$this->former_ids ) ), $denied );
	}

	/** Where it is on the web, as people say it; empty where nobody knows. */
	public function address(): string {
		return '' === $this->url ? Web_Address::of_did( $this->id ) : Web_Address::host( $this->url );
	}

	/** Up to two letters that stand for it: a logo would be fetched from the co-op's own server, which then knew who looks. */
	public function initials(): string {
		preg_match_all( '/(?<![\p{L}\p{N}])[\p{L}\p{N}]/u', $this->name, $letters );

		return mb_strtoupper( implode( '', array_slice( $letters[0], 0, 2 ) ) );
	}

	/** @return array<string, mixed> For a screen of ours. */
	public function to_array( string $federation ): array {
		return array(
			'id'        => $this->id,
			'formerIds' => $this->former_ids,
			'name'      => $this->name,
			'legalName' => $this->legal_name === $this->name ? '' : $this->legal_name,
			'url'       => $this->url,
			'address'   => $this->address(),
			'initials'  => $this->initials(),
			'state'     => $this->state,
			'why'       => List_Words::why( $this, $federation ),
			'evidence'  => $this->evidence,
			'minutes'   => $this->decision['minutes'],
		);
	}

	/**
	 * @param list<mixed> $evidence
	 * @return list<array{name: string, url: string}>
	 */
	private static function evidence( array $evidence ): array {
		$named = array();

		foreach ( $evidence as $one ) {
			$told = Told::of( $one );
			$name = $told->text( 'name' );

			if ( '' !== $name ) {
				$named[] = array(
					'name' => $name,
					'url'  => $told->url( 'url' ),
				);
			}
		}

		return $named;
	}
}
