<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;

/**
 * Whether the service has every gate's policy, as it was saved from here.
 */
final class Gate_Checks {

	private const ID   = 'gates';
	private const MOST = 20;

	public function __construct(
		private readonly Site_Api $service,
		private readonly Gate_Store $gates,
	) {}

	/** Null where there is no gate, or the service does not answer, which another check says. */
	public function run(): ?Check {
		$missing = array();
		$changed = array();
		$gates   = array_slice( $this->gates->all(), 0, self::MOST );

		foreach ( $gates as $gate ) {
			try {
				if ( $this->service->policy( $gate->policy )->version !== $gate->version ) {
					$changed[] = $gate->name;
				}
			} catch ( Problem $problem ) {
				if ( 'policy_unknown' !== $problem->problem_code ) {
					return null;
				}

				$missing[] = $gate->name;
			}
		}

		if ( array() !== $missing ) {
			/* translators: %s: names of gates, separated by commas. */
			return Check::bad( self::ID, sprintf( __( 'The service does not have the rule of these gates: %s. They let nobody in.', 'coop-credentials' ), implode( ', ', $missing ) ), __( 'Open each of them and save it: that stores its rule again.', 'coop-credentials' ) );
		}

		if ( array() !== $changed ) {
			/* translators: %s: names of gates, separated by commas. */
			return Check::warning( self::ID, sprintf( __( 'The rule of these gates was changed past this site: %s.', 'coop-credentials' ), implode( ', ', $changed ) ), __( 'Open each of them and look whether it is as it should be.', 'coop-credentials' ) );
		}

		return array() === $gates ? null : Check::good( self::ID, __( 'The service has the rule of every gate.', 'coop-credentials' ) );
	}
}
