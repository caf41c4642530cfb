<?php
declare( strict_types=1 );

/**
 * Stands in for the network: answers by method and path, and keeps what was sent.
 */
final class Fake_Service {

	/** @var list<array{method: string, url: string, headers: array<string, string>, body: mixed}> */
	public array $calls = array();

	/** @var array<string, array{int, mixed}|WP_Error> */
	private array $answers = array();

	public function answer( string $method, string $path, int $status, mixed $body ): void {
		$this->answers[ "$method $path" ] = array( $status, $body );
	}

	public function is_down(): void {
		$this->answers = array( '*' => new WP_Error( 'http_request_failed', 'Connection refused' ) );
	}

	/** For the filter `pre_http_request`. */
	public function handle( mixed $answer, array $args, string $url ): array|WP_Error {
		$this->calls[] = array(
			'method'  => $args['method'],
			'url'     => $url,
			'headers' => $args['headers'],
			'body'    => is_string( $args['body'] ) ? json_decode( $args['body'], true ) : $args['body'],
			'args'    => $args,
		);

		$answer = $this->answers['*'] ?? $this->answers[ $args['method'] . ' ' . substr( $url, strlen( 'https://verifier.example' ) ) ] ?? array( 404, array( 'code' => 'route_unknown' ) );

		return $answer instanceof WP_Error ? $answer : array(
			'response' => array(
				'code'    => $answer[0],
				'message' => '',
			),
			'headers'  => array(),
			'cookies'  => array(),
			'body'     => is_string( $answer[1] ) ? $answer[1] : wp_json_encode( $answer[1] ),
		);
	}
}
