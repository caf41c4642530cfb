<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Plugin;

/**
 * Calls of the admin screens, by an administrator of a connected site.
 */
abstract class Admin_Test_Case extends WordPress_Test_Case {

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 1 );
		$this->connect();
	}

	/** @param array<string, mixed>|null $body */
	protected function admin( string $method, string $path, ?array $body = null ): WP_REST_Response {
		list( $path, $query ) = explode( '?', $path . '?' );
		$request              = new WP_REST_Request( $method, "/coop-credentials/v1$path" );
		parse_str( $query, $parameters );
		$request->set_query_params( $parameters );

		if ( null !== $body ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( $body ) );
		}

		return rest_do_request( $request );
	}

	/** What the service was called for, such as `PUT /v1/policies/board`. @return list<string> */
	protected function called(): array {
		return array_map( static fn ( array $call ): string => $call['method'] . ' ' . substr( $call['url'], strlen( 'https://verifier.example' ) ), $this->service->calls );
	}

	/** @return array<string, mixed> */
	protected static function document( string $purpose = 'Open the lounge' ): array {
		return array(
			'purpose' => $purpose,
			'accept'  => array( array( 'require' => array( array( 'type' => 'CoopMembershipCredential', 'issuers' => new stdClass() ) ) ) ),
		);
	}

	/** The service has this policy, and takes what is stored next. */
	protected function policy_is( string $id, int $version, string $purpose = 'Open the lounge' ): void {
		$this->service->answer( 'GET', "/v1/policies/$id", 200, self::stored( $id, $version, $purpose ) );
	}

	protected function takes( string $id, int $version, string $purpose = 'Open the lounge' ): void {
		$this->service->answer( 'PUT', "/v1/policies/$id", 200, self::stored( $id, $version, $purpose ) );
		$this->service->answer( 'POST', '/v1/policies/check', 200, array( 'valid' => true, 'problems' => array(), 'summary' => "Members may enter ($purpose).", 'asks' => array( 'Your membership.' ) ) );
	}

	protected function has_no( string $id ): void {
		$this->service->answer( 'GET', "/v1/policies/$id", 404, array( 'code' => 'policy_unknown', 'status' => 404 ) );
	}

	/** @return array<string, mixed> */
	private static function stored( string $id, int $version, string $purpose ): array {
		return array( 'id' => $id, 'version' => $version, 'policy' => array( 'id' => $id ) + self::document( $purpose ) );
	}

	protected function gates(): Gate_Store {
		global $wpdb;

		return new Gate_Store( $wpdb, Plugin::instance()->tables->gates() );
	}

	protected function gate_is( string $policy, int $version = 1, string $name = 'The lounge' ): void {
		$this->gates()->save( new Stored_Gate( $policy, $name, 'Come in.', (string) wp_json_encode( self::document() ), $version, 'Members may enter.' ) );
	}

	protected function log(): Event_Log {
		global $wpdb;

		return new Event_Log( $wpdb, Plugin::instance()->tables->events() );
	}
}
