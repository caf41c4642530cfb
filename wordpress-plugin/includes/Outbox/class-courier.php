<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;

/**
 * Takes what waits in the outbox to the service.
 */
final class Courier {

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Site_Api $service,
	) {}

	/**
	 * Delivers what is due, until nothing is, the time is up or the service is away.
	 *
	 * @return int How many entries were answered for good.
	 */
	public function deliver( int $seconds = 20, float $timeout = 5.0 ): int {
		$end      = time() + $seconds;
		$answered = 0;

		while ( time() < $end ) {
			$entry = $this->outbox->take();

			if ( null === $entry ) {
				break;
			}

			$problem = $this->hand_over( $entry, $timeout );

			if ( null === $problem || Delivery_Rule::is_final( $problem ) ) {
				++$answered;
			} elseif ( Delivery_Rule::concerns_all( $problem ) ) {
				break;
			}
		}

		return $answered;
	}

	/** @return Problem|null Why it was not done. */
	private function hand_over( Entry $entry, float $timeout ): ?Problem {
		try {
			$answer = $this->service->send( $entry->method, $entry->path, $entry->body, $timeout );
		} catch ( Problem $problem ) {
			if ( ! Delivery_Rule::is_final( $problem ) ) {
				$this->outbox->later( $entry, $problem->problem_code, Delivery_Rule::delay( $entry->attempts ) );

				return $problem;
			}

			$this->outbox->done( $entry );

			/** The service refuses this for good. Whoever sent it knows it by its name. */
			do_action( 'coop_credentials_undeliverable', $entry->dedup, $problem );

			return $problem;
		}

		$this->outbox->done( $entry );

		/** The service has answered. */
		do_action( 'coop_credentials_delivered', $entry->dedup, $answer );

		return null;
	}
}
