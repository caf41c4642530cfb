<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

/**
 * When the outbox is emptied: at the end of the request that filled it, and later by Action Scheduler where it is
 * there, else by WordPress' cron, for as long as something waits.
 */
final class Schedule {

	public const HOOK   = 'coop_credentials_deliver';
	public const BACKUP = 'coop_credentials_deliver_hourly';

	private const GROUP = 'coop-credentials';

	private bool $is_filled = false;

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Courier $courier,
	) {}

	public function hook(): void {
		add_action( 'coop_credentials_outbox_filled', array( $this, 'fill' ) );
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( self::BACKUP, array( $this, 'run' ) );
		add_action( 'shutdown', array( $this, 'end_of_request' ), 100 );
	}

	/** Planned before it is tried: a request that dies now loses nothing. */
	public function fill( int $delay ): void {
		$this->is_filled = $this->is_filled || 0 === $delay;
		$this->plan( $delay + 60 );
	}

	public function end_of_request(): void {
		if ( ! $this->is_filled || wp_doing_cron() ) {
			return;
		}

		$this->is_filled = false;

		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		} elseif ( function_exists( 'litespeed_finish_request' ) ) {
			litespeed_finish_request();
		}

		$this->courier->deliver( 2, 2.0 );
	}

	public function run(): void {
		$this->is_filled = false;
		$this->courier->deliver();
		$next = $this->outbox->next_in();

		if ( null !== $next ) {
			$this->plan( max( 30, $next ) );
		}
	}

	/** For uninstalling and for when the plugin is switched off. */
	public static function clear(): void {
		wp_clear_scheduled_hook( self::HOOK );
		wp_clear_scheduled_hook( self::BACKUP );

		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::HOOK );
		}
	}

	private function plan( int $delay ): void {
		if ( ! wp_next_scheduled( self::BACKUP ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::BACKUP );
		}

		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			// The one that runs just now is no integer: it does not count, because it may be past our entry.
			if ( ! is_int( as_next_scheduled_action( self::HOOK ) ) ) {
				as_schedule_single_action( time() + $delay, self::HOOK, array(), self::GROUP );
			}
		} elseif ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_single_event( time() + $delay, self::HOOK );
		}
	}
}
