<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use wpdb;

/**
 * What the site's team wrote for strangers about each gate. One query a page, and only where the author wrote nothing.
 */
final class Gate_Words {

	private const MOST  = 500;
	private const CACHE = 'coop_credentials_words';

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	/** The gate, with the team's words where the author's are missing. */
	public function fill( Gate $gate ): Gate {
		if ( '' === $gate->policy || ( '' !== $gate->label && '' !== $gate->teaser ) ) {
			return $gate;
		}

		$words = $this->words()[ $gate->policy ] ?? array(
			'name'   => '',
			'teaser' => '',
		);

		return new Gate( $gate->policy, '' === $gate->label ? $words['name'] : $gate->label, '' === $gate->teaser ? $words['teaser'] : $gate->teaser );
	}

	/** @return array<string, array{name: string, teaser: string}> */
	private function words(): array {
		wp_cache_add_non_persistent_groups( self::CACHE );
		$words = wp_cache_get( 'words', self::CACHE );

		if ( ! is_array( $words ) ) {
			$words = array_column( $this->db->get_results( $this->db->prepare( 'SELECT policy, name, teaser FROM %i ORDER BY id DESC LIMIT %d', $this->table, self::MOST ), ARRAY_A ) ?? array(), null, 'policy' );
			wp_cache_set( 'words', $words, self::CACHE );
		}

		return $words;
	}
}
