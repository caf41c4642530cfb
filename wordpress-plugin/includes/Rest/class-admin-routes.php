<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Schema\Capability;
use WP_REST_Request;
use WP_REST_Response;

/**
 * Registers what the screens of ours call, one by one: each asks for a capability, says faults as problems and is
 * kept by no cache. WordPress takes a cookie for a log-in only with its REST nonce, so no other page can call them.
 */
final class Admin_Routes {

	public const SPACE = 'coop-credentials/v1';

	/**
	 * @param callable(WP_REST_Request): (array<mixed>|WP_REST_Response) $handle May throw a Problem.
	 * @param array<string, array<string, mixed>>                       $args As register_rest_route() takes them.
	 */
	public static function add( string $method, string $path, callable $handle, array $args = array(), string $capability = Capability::NAME ): void {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $method,
				'callback'            => static fn ( WP_REST_Request $request ): WP_REST_Response => self::answer( $request, $handle ),
				'permission_callback' => static fn (): bool => current_user_can( $capability ),
				'args'                => $args,
			)
		);
	}

	/** The body as an object: an empty one stays one, where get_json_params() would make a list of it. */
	public static function body( WP_REST_Request $request ): object {
		$body = json_decode( $request->get_body(), false, 64 );

		return is_object( $body ) ? $body : new \stdClass();
	}

	private static function answer( WP_REST_Request $request, callable $handle ): WP_REST_Response {
		try {
			$answer   = $handle( $request );
			$response = $answer instanceof WP_REST_Response ? $answer : new WP_REST_Response( $answer );
		} catch ( Problem $problem ) {
			$response = Problem_Response::of( $problem );
		}

		$response->header( 'Cache-Control', 'no-store, private' );

		return $response;
	}
}
