<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Problem\Site_Problem;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Verifier\Stored_Policy;

/**
 * Saves and deletes gates, here and at the service in step: the service first, because what it does not have opens nothing.
 */
final class Gates {

	/** When what a gate says or asks has changed, with its policy's id: for what keeps pages. */
	public const CHANGED = 'coop_credentials_gate_changed';

	/** As the service takes it; what Gate_Mark takes is wider by names that end in a dot or hyphen. */
	private const POLICY = '/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/D';

	public function __construct(
		private readonly Gate_Store $store,
		private readonly Gate_Uses $uses,
		private readonly Site_Api $service,
		private readonly Grant_List $grants,
		private readonly Event_Log $log,
	) {}

	/**
	 * A gate as it is now. What somebody changed at the service, past this site, is taken over.
	 *
	 * @return array{Stored_Gate, bool} With whether it was changed there.
	 */
	public function look( string $policy ): array {
		$gate = $this->store->find( $policy );

		try {
			$current = $this->at_service( $policy );
		} catch ( Problem $problem ) {
			return array( $gate ?? throw $problem, false ); // Without the service: as it was.
		}

		if ( null === $current ) {
			return array( $gate ?? throw new Problem( 'policy_unknown' ), false );
		}

		if ( null !== $gate && $gate->version === $current->version ) {
			return array( $gate, false );
		}

		$taken = $this->gate( $policy, $gate?->name ?? '', $gate?->teaser ?? '', $current, $this->check( $current->document )['summary'] );

		if ( null !== $gate ) {
			$this->store->save( $taken );
		}

		return array( $taken, null !== $gate );
	}

	/** @throws Problem When there is such a gate, here or at the service. */
	public function add( string $policy, string $name, string $teaser, object $document, ?int $version ): Stored_Gate {
		if ( 1 !== preg_match( self::POLICY, $policy ) ) {
			throw new Site_Problem( 'gate_name_invalid', 422, __( 'The short name of a gate has only letters, digits, dots, hyphens and underscores, and ends with a letter or a digit.', 'coop-credentials' ), __( 'Choose one such as members-lounge.', 'coop-credentials' ) );
		}

		if ( null !== $this->store->find( $policy ) ) {
			throw new Site_Problem( 'gate_exists', 409, __( 'There is a gate of that short name already.', 'coop-credentials' ), __( 'Choose another name, or change the gate that is there.', 'coop-credentials' ) );
		}

		return $this->save( $policy, $name, $teaser, $document, $version );
	}

	/** @throws Problem When it was changed elsewhere since it was looked at. */
	public function change( string $policy, string $name, string $teaser, object $document, ?int $version ): Stored_Gate {
		$gate = $this->store->find( $policy ) ?? throw new Problem( 'policy_unknown' );

		return $this->save( $policy, $name, $teaser, $document, $version ?? $gate->version );
	}

	/**
	 * The service keeps a policy that members still hold something of; nothing here uses it any more.
	 *
	 * @throws Problem When the gate stands somewhere.
	 */
	public function delete( string $policy, int $user_id ): void {
		$this->store->find( $policy ) ?? throw new Problem( 'policy_unknown' );
		$uses = $this->uses->of( $policy );

		if ( array() !== $uses ) {
			throw new Site_Problem(
				'gate_in_use',
				409,
				/* translators: %s: titles of pages, separated by commas. */
				sprintf( __( 'This gate still stands here: %s.', 'coop-credentials' ), implode( ', ', array_column( $uses, 'title' ) ) ),
				__( 'Take it away there first, or choose another gate there.', 'coop-credentials' ),
				array( 'usedIn' => $uses )
			);
		}

		try {
			$this->service->delete_policy( $policy );
		} catch ( Problem $problem ) {
			if ( ! in_array( $problem->problem_code, array( 'policy_unknown', 'policy_in_use', 'site_not_connected' ), true ) ) {
				throw $problem;
			}
		}

		$this->store->delete( $policy );

		if ( $this->grants->end_policy( $policy ) > 0 ) {
			$this->log->add( Event_Log::ENDED, $policy, '', '', $user_id, __( 'The gate was deleted.', 'coop-credentials' ) );
		}

		do_action( self::CHANGED, $policy );
	}

	private function save( string $policy, string $name, string $teaser, object $document, ?int $version ): Stored_Gate {
		if ( '' === Stored_Gate::name( $name ) ) {
			throw new Site_Problem( 'gate_without_name', 422, __( 'The gate has no name yet.', 'coop-credentials' ), __( 'Say what is behind it.', 'coop-credentials' ) );
		}

		$current = $this->at_service( $policy );

		if ( null !== $current && $current->version !== $version ) {
			$members = array(
				'version'  => $current->version,
				'document' => json_decode( $current->document ),
			);

			throw null === $version
				? new Site_Problem( 'gate_exists', 409, __( 'The service has a rule of that short name for this site already.', 'coop-credentials' ), __( 'Choose another name.', 'coop-credentials' ), $members )
				: new Site_Problem( 'gate_changed', 409, __( 'Somebody else has changed this gate meanwhile, so yours was not saved.', 'coop-credentials' ), __( 'Load the page again, look at what they changed, then make your change.', 'coop-credentials' ), $members );
		}

		$checked = $this->check( $document );

		if ( ! $checked['valid'] ) {
			throw new Problem( 'policy_invalid', 422, array(), '', $checked['problems'] );
		}

		$gate = $this->gate( $policy, $name, $teaser, $this->service->put_policy( $policy, $document ), $checked['summary'] );

		if ( ! $this->store->save( $gate ) ) {
			throw new Problem( 'internal_error', 500, array(), 'the database did not take the gate' );
		}

		do_action( self::CHANGED, $policy );

		return $gate;
	}

	private function at_service( string $policy ): ?Stored_Policy {
		try {
			return $this->service->policy( $policy );
		} catch ( Problem $problem ) {
			return 'policy_unknown' === $problem->problem_code ? null : throw $problem;
		}
	}

	/** @return array{valid: bool, problems: list<array{path: string, message: string}>, summary: string|null, asks: list<string>} */
	public function check( mixed $document ): array {
		return $this->service->check_policy( is_string( $document ) ? json_decode( $document ) : $document, str_replace( '_', '-', get_user_locale() ) );
	}

	private function gate( string $policy, string $name, string $teaser, Stored_Policy $stored, ?string $summary ): Stored_Gate {
		return new Stored_Gate( $policy, Stored_Gate::name( $name ), Stored_Gate::teaser( $teaser ), $stored->document, $stored->version, $summary ?? '' );
	}
}
