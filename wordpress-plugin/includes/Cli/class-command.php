<?php
declare( strict_types=1 );

namespace CoopCredentials\Cli;

use Closure;
use CoopCredentials\Checkup\Check;
use CoopCredentials\Checkup\Checkup;
use CoopCredentials\Feed\Changes_Feed;
use CoopCredentials\Feed\Position;
use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Connection_Settings;
use WP_CLI;

/**
 * Gates that open with a co-op membership: how they are, what stands, who was let in.
 */
final class Command {

	/** @param Closure(): Checkup $checkup */
	public function __construct(
		private readonly Connection_Settings $settings,
		private readonly Closure $checkup,
		private readonly Gate_Store $gates,
		private readonly Grant_List $grants,
		private readonly Outbox $outbox,
		private readonly Changes_Feed $feed,
		private readonly Purge $purge,
	) {}

	/**
	 * Says which service this site is connected to, and what is under way.
	 *
	 * ## EXAMPLES
	 *
	 *     wp coop-credentials status
	 */
	public function status(): void {
		$connection = $this->settings->connection();

		if ( null === $connection ) {
			WP_CLI::error( __( 'This site is not connected to a verification service. Connect it under “Co-op Credentials” in the admin area.', 'coop-credentials' ) );
		}

		$position = Position::stored();
		$outbox   = $this->outbox->state();
		$last     = 0 === $position->read_at ? __( 'never', 'coop-credentials' ) : gmdate( 'Y-m-d H:i:s', $position->read_at ) . ' UTC';

		/* translators: %s: a web address. */
		WP_CLI::log( sprintf( __( 'Connected to %s', 'coop-credentials' ), $connection->url ) );
		/* translators: %s: a time. */
		WP_CLI::log( sprintf( __( 'Changes read: %s', 'coop-credentials' ), '' === $position->problem ? $last : "$last ($position->problem)" ) );
		/* translators: %d: a number. */
		WP_CLI::log( sprintf( __( 'Admissions that open something now: %d', 'coop-credentials' ), $this->grants->count( '', 'live' ) ) );
		/* translators: %d: a number. */
		WP_CLI::log( sprintf( __( 'Messages waiting for the service: %d', 'coop-credentials' ), $outbox['waiting'] ) );
	}

	/**
	 * Runs the self-test. Ends with 1 when something does not work.
	 *
	 * ## EXAMPLES
	 *
	 *     wp coop-credentials test
	 */
	public function test(): void {
		$bad = 0;

		foreach ( ( $this->checkup )()->run( time() ) as $check ) {
			$bad += (int) ( Check::BAD === $check->state );
			$text = trim( "$check->title $check->detail $check->cure" );

			Check::GOOD === $check->state ? WP_CLI::log( "✔ $text" ) : WP_CLI::warning( $text );
		}

		if ( $bad > 0 ) {
			/* translators: %d: a number. */
			WP_CLI::error( sprintf( _n( '%d thing has to be set right.', '%d things have to be set right.', $bad, 'coop-credentials' ), $bad ) );
		}

		WP_CLI::success( __( 'Members can show their membership here.', 'coop-credentials' ) );
	}

	/**
	 * Lists the gates.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json, csv or yaml.
	 * ---
	 * default: table
	 * ---
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function gates( array $args = array(), array $options = array() ): void {
		$rows = array_map(
			static fn ( Stored_Gate $gate ): array => array(
				'rule'    => $gate->policy,
				'name'    => $gate->name,
				'version' => $gate->version,
				'summary' => $gate->summary,
			),
			$this->gates->all()
		);

		WP_CLI\Utils\format_items( $options['format'] ?? 'table', $rows, array( 'rule', 'name', 'version', 'summary' ) );
	}

	/**
	 * Lists who was let in, newest first; by pseudonym.
	 *
	 * ## OPTIONS
	 *
	 * [--gate=<rule>]
	 * : Only of this gate.
	 *
	 * [--state=<state>]
	 * : Only in this state, such as live, expired, revoked, suspended or ended.
	 *
	 * [--format=<format>]
	 * : table, json, csv or yaml.
	 * ---
	 * default: table
	 * ---
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function grants( array $args = array(), array $options = array() ): void {
		$rows = iterator_to_array( $this->grants->each( $options['gate'] ?? '', $options['state'] ?? '' ), false );

		WP_CLI\Utils\format_items( $options['format'] ?? 'table', $rows, array( 'id', 'policy', 'holder', 'issuerName', 'reason', 'state', 'grantedAt', 'expiresAt' ) );
	}

	/**
	 * Reads the service's changes now, instead of within five minutes.
	 *
	 * ## EXAMPLES
	 *
	 *     wp coop-credentials read
	 */
	public function read(): void {
		try {
			$changed = $this->feed->read( 300 );
		} catch ( Problem $problem ) {
			/* translators: %s: a problem's code. */
			WP_CLI::error( sprintf( __( 'The service did not answer (%s). Nothing is lost; try again later.', 'coop-credentials' ), $problem->problem_code ) );
		}

		/* translators: %d: a number. */
		WP_CLI::success( sprintf( _n( '%d admission changed.', '%d admissions changed.', $changed, 'coop-credentials' ), $changed ) );
	}

	/**
	 * Removes admissions that have ended, and old entries of the log; with --all everything that is kept of visitors.
	 *
	 * ## OPTIONS
	 *
	 * [--all]
	 * : Also what is live. Everybody has to show their membership again; the service is told to forget them, too.
	 *
	 * [--yes]
	 * : Do not ask.
	 *
	 * @param list<string>              $args
	 * @param array<string, string|bool> $options
	 */
	public function purge( array $args = array(), array $options = array() ): void {
		if ( empty( $options['all'] ) ) {
			/* translators: %d: a number. */
			WP_CLI::success( sprintf( __( 'Removed rows: %d', 'coop-credentials' ), $this->purge->ended() ) );

			return;
		}

		WP_CLI::confirm( __( 'Remove every admission and the whole log?', 'coop-credentials' ), $options );
		/* translators: %d: a number. */
		WP_CLI::success( sprintf( __( 'Removed rows: %d', 'coop-credentials' ), $this->purge->everything() ) );
	}
}
