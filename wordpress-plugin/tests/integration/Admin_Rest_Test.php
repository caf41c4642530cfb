<?php
declare( strict_types=1 );

/**
 * Every route below `/admin`, of whatever part of the plugin: who may call it, and who may not.
 */
final class Admin_Rest_Test extends Admin_Test_Case {

	public function test_there_are_routes_to_look_at(): void {
		self::assertGreaterThan( 15, count( self::routes() ) );
	}

	/** @dataProvider others */
	public function test_who_lacks_the_capability_is_refused_by_each_route( string $role, int $status ): void {
		wp_set_current_user( '' === $role ? 0 : (int) wp_insert_user( array( 'user_login' => 'someone', 'user_pass' => 'x', 'role' => $role ) ) );

		foreach ( self::routes() as list( $method, $path, $args ) ) {
			$response = $this->admin( $method, $path, $args );

			self::assertSame( array( $status, 'rest_forbidden' ), array( $response->get_status(), $response->get_data()['code'] ), "$method $path" );
		}
		self::assertSame( array(), $this->service->calls );
	}

	public static function others(): array {
		return array(
			'an editor'     => array( 'editor', 403 ),
			'an author'     => array( 'author', 403 ),
			'a subscriber'  => array( 'subscriber', 403 ),
			'nobody'        => array( '', 401 ),
		);
	}

	public function test_a_cookie_without_a_nonce_is_nobody_to_each_route(): void {
		global $wp_rest_auth_cookie;
		$wp_rest_auth_cookie = true;
		rest_cookie_check_errors( null );
		$wp_rest_auth_cookie = null;

		foreach ( self::routes() as list( $method, $path, $args ) ) {
			self::assertSame( 401, $this->admin( $method, $path, $args )->get_status(), "$method $path" );
		}
		self::assertSame( array(), $this->service->calls );
	}

	public function test_another_role_that_was_given_the_capability_may_call(): void {
		$user = new WP_User( (int) wp_insert_user( array( 'user_login' => 'someone', 'user_pass' => 'x', 'role' => 'editor' ) ) );
		$user->add_cap( 'manage_coop_credentials' );
		wp_set_current_user( $user->ID );

		self::assertSame( 200, $this->admin( 'GET', '/admin/gates' )->get_status() );
	}

	public function test_an_author_may_read_the_names_of_gates_and_a_subscriber_not(): void {
		$this->gate_is( 'board', 1, 'The board room' );
		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'x', 'role' => 'contributor' ) ) );
		self::assertSame( array( array( 'policy' => 'board', 'name' => 'The board room', 'summary' => 'Members may enter.' ) ), $this->admin( 'GET', '/gates' )->get_data() );

		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'reader', 'user_pass' => 'x', 'role' => 'subscriber' ) ) );
		self::assertSame( 403, $this->admin( 'GET', '/gates' )->get_status() );
	}

	public function test_no_cache_keeps_an_answer(): void {
		self::assertSame( 'no-store, private', $this->admin( 'GET', '/admin/gates' )->get_headers()['Cache-Control'] );
	}

	/** @return list<array{string, string, array<string, mixed>|null}> Method, a path of the route, and what it needs to be looked at at all. */
	private static function routes(): array {
		$found = array();

		foreach ( rest_get_server()->get_routes( 'coop-credentials/v1' ) as $route => $handlers ) {
			if ( ! str_starts_with( $route, '/coop-credentials/v1/admin/' ) ) {
				continue;
			}

			$path = str_replace( '\.', '.', (string) preg_replace( array( '/\(\?P<(?:id|order|offer)>[^)]*\)/', '/\(\?P<\w+>(?:[^()]|\([^()]*\))*\)/' ), array( '1', 'board' ), substr( $route, strlen( '/coop-credentials/v1' ) ) ) );

			foreach ( $handlers as $handler ) {
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					$needed  = array_map( static fn ( array $arg ): mixed => match ( $arg['type'] ?? 'string' ) { 'object' => new stdClass(), 'integer', 'number' => 1, 'array' => array(), 'boolean' => true, default => $arg['enum'][0] ?? 'x' }, array_filter( $handler['args'], static fn ( array $arg ): bool => ! empty( $arg['required'] ) ) );
					$found[] = array( $method, 'GET' === $method && array() !== $needed ? "$path?" . http_build_query( $needed ) : $path, 'GET' === $method ? null : $needed );
				}
			}
		}

		return $found;
	}
}
