<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;

/**
 * The verifier service's Site API, server to server. Every fault is a Problem with a code.
 */
final class Site_Api {

	private const TIMEOUT_SECONDS = 5;
	private const MAX_ANSWER      = 256 * 1024;

	public function __construct( private readonly Connection_Settings $settings ) {}

	/** @return array<string, mixed> The service's 201 answer. */
	public function open_request( string $policy, string $subject, string $return_url, string $locale ): array {
		return $this->call(
			'POST',
			'/v1/presentation-requests',
			array(
				'policy'    => $policy,
				'subject'   => $subject,
				'returnUrl' => $return_url,
				'locale'    => $locale,
			)
		);
	}

	/** @return array<string, mixed> The collected result; collecting twice gives the same. */
	public function collect( string $request_id, ?string $response_code ): array {
		return $this->call(
			'POST',
			'/v1/presentation-requests/' . rawurlencode( $request_id ) . '/collect',
			null === $response_code ? array() : array( 'responseCode' => $response_code )
		);
	}

	/** @return array<string, mixed> Who this site is to the service. */
	public function site(): array {
		return $this->call( 'GET', '/v1/site' );
	}

	/** @return array<string, mixed> The stored policy. */
	public function policy( string $id ): array {
		return $this->call( 'GET', '/v1/policies/' . rawurlencode( $id ) );
	}

	/**
	 * Any call of the Site API, for what waits in the outbox and for what has to be quick.
	 *
	 * @param array<string, mixed>|null $body
	 * @return array<string, mixed> Empty where the service has nothing to say.
	 */
	public function send( string $method, string $path, ?array $body = null, float $timeout = self::TIMEOUT_SECONDS ): array {
		return $this->call( $method, $path, $body, $timeout );
	}

	/**
	 * `wp_safe_remote_request` refuses this machine, so the address is checked by Service_Url and no redirect is followed.
	 *
	 * @param array<string, mixed>|null $body
	 * @return array<string, mixed>
	 * @throws Problem When there is no answer, or an answer that is a problem.
	 */
	private function call( string $method, string $path, ?array $body = null, float $timeout = self::TIMEOUT_SECONDS ): array {
		$connection = $this->settings->connection() ?? throw new Problem( 'site_not_connected' );

		$response = wp_remote_request(
			$connection->url . $path,
			array(
				'method'              => $method,
				'timeout'             => $timeout,
				'redirection'         => 0,
				'limit_response_size' => self::MAX_ANSWER,
				'headers'             => array(
					'Authorization' => 'Bearer ' . $connection->key,
					'Coop-Site-Url' => $connection->site_url,
					'Content-Type'  => 'application/json',
					'Accept'        => 'application/json',
				),
				'body'                => null === $body ? null : wp_json_encode( (object) $body ),
			)
		);

		if ( is_wp_error( $response ) ) {
			throw new Problem( 'service_unreachable', 503, array(), $response->get_error_message() );
		}

		$status = (int) wp_remote_retrieve_response_code( $response );
		$answer = 204 === $status ? array() : json_decode( wp_remote_retrieve_body( $response ), true, 16 );

		$is_good = $status >= 200 && $status < 300;

		if ( ! is_array( $answer ) || ( ! $is_good && ! Problem::has_code( $answer ) ) ) {
			// A proxy in front of the service answers 5xx with a page of its own while the service is down.
			throw $status < 500 ? new Foreign_Answer( $status ) : new Problem( 'service_unreachable', 503, array(), "status $status" );
		}

		return $is_good ? $answer : throw Problem::parse( $answer, $status );
	}
}
