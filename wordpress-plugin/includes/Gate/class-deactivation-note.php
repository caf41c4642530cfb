<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * On the plugins screen, under ours: what deactivating would publish.
 */
final class Deactivation_Note {

	public function __construct( private readonly Post_Gates $gates ) {}

	public function hook( string $plugin_file ): void {
		add_action( 'after_plugin_row_' . plugin_basename( $plugin_file ), array( $this, 'show' ), 10, 0 );
	}

	public function show(): void {
		$count = $this->count();

		if ( 0 === $count ) {
			return;
		}

		printf(
			'<tr class="plugin-update-tr active"><td colspan="4" class="plugin-update colspanchange"><div class="notice inline notice-warning notice-alt"><p>%s</p></div></td></tr>',
			esc_html(
				sprintf(
					/* translators: %s: a number. */
					_n(
						'If you deactivate this plugin, everybody can read what is behind the gate in %s published page or post. Seal it, or make it private, first.',
						'If you deactivate this plugin, everybody can read what is behind gates in %s published pages and posts. Seal them, or make them private, first.',
						$count,
						'coop-credentials'
					),
					number_format_i18n( $count )
				)
			)
		);
	}

	/** Published posts that are closed as a whole, or hold a gate with words inside. */
	private function count(): int {
		global $wpdb;

		$ids = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT ID FROM {$wpdb->posts} WHERE post_status = 'publish' AND post_type <> 'revision' AND ( post_content LIKE %s OR post_content LIKE %s OR {$this->gates->sql()} )", // phpcs:ignore -- Names of tables, numbers and our own hexadecimal literal.
				'%' . $wpdb->esc_like( '<!-- /wp:' . Gate_Block::NAME ) . '%',
				'%' . $wpdb->esc_like( '[' . Gate_Shortcode::NAME ) . '%'
			)
		);

		return count( $ids );
	}
}
