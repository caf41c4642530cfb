<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Problem\Problem;
use WP_REST_Request;
use WP_REST_Response;

/**
 * The three calls of the browser element. Anybody may make them, so each one passes the Doorkeeper first;
 * there is no REST nonce, because it would grow stale in a cached page.
 */
final class Routes {

	private const SPACE = 'coop-credentials/v1';

	public function __construct(
		private readonly Doorkeeper $doorkeeper,
		private readonly Start_Call $start,
		private readonly Collect_Call $collect,
		private readonly Forget_Call $forget,
	) {}

	public static function url( string $call, string $mark ): string {
		return add_query_arg( 'gate', rawurlencode( $mark ), rest_url( self::SPACE . '/' . $call ) );
	}

	public function register(): void {
		$calls = array(
			'start'   => array( $this->start, 'handle' ),
			'collect' => array( $this->collect, 'handle' ),
			'forget'  => array( $this->forget, 'handle' ),
		);

		foreach ( $calls as $name => $handle ) {
			register_rest_route(
				self::SPACE,
				'/' . $name,
				array(
					'methods'             => 'POST',
					'callback'            => fn ( WP_REST_Request $request ): WP_REST_Response => $this->answer( $request, $handle ),
					'permission_callback' => '__return_true', // Public; the Doorkeeper checks where the call comes from.
				)
			);
		}
	}

	/** @param callable(WP_REST_Request, string): WP_REST_Response $handle Takes the call and the gate's policy. */
	private function answer( WP_REST_Request $request, callable $handle ): WP_REST_Response {
		try {
			$response = $handle( $request, $this->doorkeeper->admit( $request ) );
		} catch ( Problem $problem ) {
			$response = Problem_Response::of( $problem );
		}

		$response->header( 'Cache-Control', 'no-store, private' );

		return $response;
	}
}
