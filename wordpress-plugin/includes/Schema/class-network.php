<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

use wpdb;

/**
 * The sites of a network. Each has tables, settings and admissions of its own.
 */
final class Network {

	public function __construct( private readonly wpdb $db ) {}

	public function hook(): void {
		add_filter( 'wpmu_drop_tables', array( $this, 'add_tables' ), 10, 2 );
	}

	/**
	 * What is dropped with a site that is deleted for good.
	 *
	 * @param array<string> $tables
	 * @return array<string>
	 */
	public function add_tables( array $tables, int $site ): array {
		$db = clone $this->db;
		$db->set_blog_id( $site );

		return array( ...$tables, ...( new Tables( $db ) )->all() );
	}

	/**
	 * Does something at every site; where there is no network, at the one there is.
	 *
	 * @param callable(): void $deed
	 */
	public static function at_each_site( callable $deed ): void {
		if ( ! is_multisite() ) {
			$deed();

			return;
		}

		$sites = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);

		foreach ( $sites as $site ) {
			switch_to_blog( (int) $site );
			$deed();
			restore_current_blog();
		}
	}
}
