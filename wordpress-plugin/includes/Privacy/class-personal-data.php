<?php
declare( strict_types=1 );

namespace CoopCredentials\Privacy;

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Outbox\Outbox;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Account;

/**
 * What is kept of a person with an account: told, and erased, here and at the service.
 *
 * A guest has no address that we know; they have "Forget this".
 */
final class Personal_Data {

	public function __construct(
		private readonly Grant_Store $grants,
		private readonly Gate_Store $gates,
		private readonly Event_Log $log,
		private readonly Site_Api $service,
		private readonly Outbox $outbox,
	) {}

	/**
	 * For `wp_privacy_personal_data_exporters`.
	 *
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	public function export( string $email ): array {
		$grants = $this->grants_of( $email );
		$names  = $this->gates->names();

		return array(
			'data' => array(
				...array_map( fn ( Grant $grant ): array => $this->told( $grant, $names[ $grant->policy ] ?? $grant->policy ), $grants ),
				...array_map( array( $this, 'told_by_service' ), self::holders( $grants ) ),
			),
			'done' => true,
		);
	}

	/**
	 * For `wp_privacy_personal_data_erasers`.
	 *
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	public function erase( string $email ): array {
		$user     = get_user_by( 'email', $email );
		$grants   = $this->grants_of( $email );
		$messages = array();

		if ( false !== $user ) {
			$this->grants->forget_all( array( Account::hash( $user->ID ) ) );
		}

		foreach ( self::holders( $grants ) as $holder ) {
			$this->log->forget( $holder );
			$messages[] = $this->erase_at_service( $holder );
		}

		if ( array() !== array_filter( $grants, static fn ( Grant $grant ): bool => Grant::BANNED === $grant->state ) ) {
			$messages[] = __( 'That this person was barred from a gate stays, under a pseudonym.', 'coop-credentials' );
		}

		$messages = array_values( array_unique( array_filter( $messages ) ) );

		return array(
			'items_removed'  => array() !== $grants,
			'items_retained' => array() !== $messages,
			'messages'       => $messages,
			'done'           => true,
		);
	}

	/** @return string What stays for now; empty when nothing does. */
	private function erase_at_service( string $holder ): string {
		$path = '/v1/holders/' . rawurlencode( $holder );

		try {
			$until = $this->service->send( 'DELETE', $path )['countersUntil'] ?? null;
		} catch ( Problem $problem ) {
			if ( 404 === $problem->http_status() ) {
				return '';
			}

			$this->outbox->add( 'forget-' . substr( hash( 'sha256', $holder ), 0, 40 ), 'DELETE', $path );

			return __( 'The verification service could not be reached. It is asked again, until it has erased what it keeps of this person.', 'coop-credentials' );
		}

		return ! is_string( $until ) ? '' : sprintf(
			/* translators: %s: a date. */
			__( 'How often an offer was used still counts until %s, under a key that names nobody.', 'coop-credentials' ),
			(string) wp_date( (string) get_option( 'date_format' ), (int) strtotime( $until ) )
		);
	}

	/** @return array<string, mixed> */
	private function told( Grant $grant, string $gate ): array {
		return array(
			'group_id'    => 'coop-credentials',
			'group_label' => __( 'Opened with a co-op membership', 'coop-credentials' ),
			'item_id'     => 'coop-credentials-' . $grant->verification_id,
			'data'        => self::pairs(
				array(
					__( 'What it opened', 'coop-credentials' ) => $gate,
					__( 'Co-op', 'coop-credentials' )          => $grant->issuer_name,
					__( 'Why', 'coop-credentials' )            => $grant->reason,
					__( 'Until', 'coop-credentials' )          => $grant->until(),
					__( 'State', 'coop-credentials' )          => $grant->state,
					__( 'Pseudonym at this site', 'coop-credentials' ) => $grant->holder,
				)
			),
		);
	}

	/** @return array<string, mixed> */
	private function told_by_service( string $holder ): array {
		try {
			$kept = (string) wp_json_encode( $this->service->send( 'GET', '/v1/holders/' . rawurlencode( $holder ) . '/export' ), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		} catch ( Problem $problem ) {
			$kept = 404 === $problem->http_status()
				? __( 'Nothing.', 'coop-credentials' )
				: __( 'It could not be reached. Export again later.', 'coop-credentials' );
		}

		return array(
			'group_id'    => 'coop-credentials-service',
			'group_label' => __( 'Kept at the verification service', 'coop-credentials' ),
			'item_id'     => 'coop-credentials-' . $holder,
			'data'        => self::pairs( array( __( 'Record', 'coop-credentials' ) => $kept ) ),
		);
	}

	/** @return list<Grant> */
	private function grants_of( string $email ): array {
		$user = get_user_by( 'email', $email );

		return false === $user ? array() : $this->grants->of( array( Account::hash( $user->ID ) ) );
	}

	/**
	 * @param list<Grant> $grants
	 * @return list<string>
	 */
	private static function holders( array $grants ): array {
		return array_values( array_unique( array_map( static fn ( Grant $grant ): string => $grant->holder, $grants ) ) );
	}

	/**
	 * @param array<string, string> $texts
	 * @return list<array{name: string, value: string}>
	 */
	private static function pairs( array $texts ): array {
		return array_map(
			static fn ( string $name, string $value ): array => array(
				'name'  => $name,
				'value' => esc_html( $value ),
			),
			array_keys( $texts ),
			$texts
		);
	}
}
