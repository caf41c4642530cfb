<?php
declare( strict_types=1 );

namespace CoopCredentials\Feed;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Pairing;
use DateTimeImmutable;
use DateTimeZone;

/**
 * Reads the changes feed every five minutes: by Action Scheduler where it is there, else by WordPress' cron.
 */
final class Feed_Module {

	public const HOOK     = 'coop_credentials_read_changes';
	public const INTERVAL = 300;

	private const SCHEDULE = 'coop_credentials_five_minutes';
	private const GROUP    = 'coop-credentials';

	public function __construct(
		private readonly Changes_Feed $feed,
		private readonly Connection_Settings $settings,
		private readonly Grant_Store $grants,
		private readonly Request_Store $requests,
		private readonly Event_Log $log,
	) {}

	public function hook(): void {
		add_filter( 'cron_schedules', array( $this, 'schedules' ) ); // phpcs:ignore -- Five minutes, because that is how late a revoked member may still be in.
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( Pairing::CHANGED, array( $this, 'run' ), 20 ); // The first look at once, from the beginning.
		add_action( 'wp_loaded', array( $this, 'plan' ) );
		add_action( 'action_scheduler_init', array( $this, 'plan_by_action_scheduler' ) );
	}

	/** @param array<string, array{interval: int, display: string}> $schedules */
	public function schedules( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => self::INTERVAL,
			'display'  => __( 'Every five minutes', 'coop-credentials' ),
		);

		return $schedules;
	}

	/** Looked at in every request, which asks nothing of the database: whatever swept the plan away, it comes back. */
	public function plan(): void {
		if ( ! function_exists( 'as_schedule_recurring_action' ) && ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time(), self::SCHEDULE, self::HOOK );
		}
	}

	public function plan_by_action_scheduler(): void {
		if ( ( ! is_admin() && ! wp_doing_cron() ) || false !== as_next_scheduled_action( self::HOOK ) ) {
			return;
		}

		as_schedule_recurring_action( time(), self::INTERVAL, self::HOOK, array(), self::GROUP );
		wp_clear_scheduled_hook( self::HOOK );
	}

	/** For uninstalling and for when the plugin is switched off. */
	public static function clear(): void {
		wp_clear_scheduled_hook( self::HOOK );

		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::HOOK );
		}
	}

	public function run(): void {
		$now = new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );

		$this->grants->remove_expired( $now );
		$this->requests->remove_older_than( $now->modify( '-1 day' ) );
		$this->log->remove_old();

		if ( null === $this->settings->connection() ) {
			return;
		}

		try {
			$this->feed->read();
		} catch ( Problem $problem ) {
			/** The service did not answer; what it had to say comes with the next look. See Site Health. */
			do_action( 'coop_credentials_feed_failed', $problem );
		}
	}
}
