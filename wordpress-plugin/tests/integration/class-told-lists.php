<?php
declare( strict_types=1 );

/**
 * What the service says of a federation's list, as its OpenAPI description has it.
 */
final class Told_Lists {

	/** @param array<string, mixed> $changes */
	public static function listed( array $changes = array() ): array {
		return array_merge(
			array(
				'name'        => 'autumn',
				'url'         => 'https://autumn.example/recognition',
				'anchor'      => 'uEi',
				'title'       => 'Autumn Federation',
				'state'       => 'fresh',
				'sequence'    => 3,
				'freshUntil'  => gmdate( 'c', time() + HOUR_IN_SECONDS ),
				'usableUntil' => gmdate( 'c', time() + 6 * DAY_IN_SECONDS ),
				'active'      => 214,
			),
			$changes
		);
	}

	/** @param array<string, mixed> $changes */
	public static function coop( array $changes = array() ): array {
		return array_merge(
			array(
				'list'      => 'autumn',
				'id'        => 'did:web:harvest.example',
				'name'      => 'Harvest Co-op',
				'url'       => 'https://www.harvest.example/',
				'logo'      => 'https://harvest.example/logo.png',
				'types'     => array( 'CoopMembershipCredential' ),
				'state'     => 'active',
				'validFrom' => '2026-03-01T00:00:00Z',
				'reason'    => 'Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: harvest.coop.',
				'evidence'  => array( array( 'name' => 'harvest.coop', 'url' => 'https://harvest.coop/' ), array( 'name' => 'register 12345' ) ),
				'decision'  => array( 'id' => '14', 'date' => '2026-02-20', 'body' => 'the board', 'minutes' => 'https://autumn.example/minutes/14' ),
			),
			$changes
		);
	}

	/**
	 * @param list<array<string, mixed>> $coops
	 * @param array<string, mixed>       $list
	 */
	public static function page( array $coops, array $list = array(), ?int $total = null ): array {
		return array(
			'lists'   => array( self::listed( $list ) ),
			'issuers' => $coops,
			'total'   => $total ?? count( $coops ),
		);
	}

	/** The path that asks for a page. @param array<string, string> $changes */
	public static function path( array $changes = array() ): string {
		$query = array_filter( array_merge( array( 'list' => 'autumn', 'type' => 'CoopMembershipCredential', 'search' => '', 'state' => '', 'cursor' => '0', 'limit' => '20' ), $changes ), static fn ( string $value ): bool => '' !== $value );

		return '/v1/recognised-issuers?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
	}

	/** Every text that a list may bring, as somebody hostile would write it. */
	public static function hostile(): array {
		$script = '"><script>alert(1)</script>[coop_gate policy="x"]';

		return self::coop(
			array(
				'name'        => "Harvest $script",
				'legalName'   => "Legal $script",
				'url'         => 'javascript:alert(1)',
				'stateReason' => "Reason $script",
				'evidence'    => array( array( 'name' => "Evidence $script", 'url' => "https://x.example/\"onmouseover=\"alert(1)" ), array( 'name' => 'data', 'url' => 'data:text/html,<script>alert(1)</script>' ) ),
				'decision'    => array( 'id' => "14 $script", 'date' => '2026-02-20', 'body' => $script, 'minutes' => 'vbscript:x' ),
			)
		);
	}
}
