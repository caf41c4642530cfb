<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;

/**
 * One call to a verifier service. Every fault is a Problem with a code.
 */
final class Service_Call {

	public const TIMEOUT_SECONDS = 5;
	private const MAX_ANSWER      = 256 * 1024;

	/**
	 * `wp_safe_remote_request` refuses this machine, so the address is checked by Service_Url and no redirect is followed.
	 *
	 * @param array<string, string>     $headers
	 * @param array<string, mixed>|null $body
	 * @return string The JSON of the answer; an empty object where the service has nothing to say.
	 * @throws Problem When there is no answer, or an answer that is a problem.
	 */
	public static function send( string $method, string $url, array $headers, ?array $body, float $timeout = self::TIMEOUT_SECONDS ): string {
		$response = wp_remote_request(
			$url,
			array(
				'method'              => $method,
				'timeout'             => $timeout,
				'redirection'         => 0,
				'limit_response_size' => self::MAX_ANSWER,
				'headers'             => array(
					...$headers,
					'Content-Type' => 'application/json',
					'Accept'       => 'application/json',
					'Date'         => gmdate( 'D, d M Y H:i:s' ) . ' GMT', // For the service to compare clocks.
				),
				'body'                => null === $body ? null : wp_json_encode( (object) $body ),
			)
		);

		if ( is_wp_error( $response ) ) {
			throw new Problem( 'service_unreachable', 503, array(), $response->get_error_message() );
		}

		$status = (int) wp_remote_retrieve_response_code( $response );
		$json   = 204 === $status ? '{}' : wp_remote_retrieve_body( $response );
		$answer = json_decode( $json, true, 64 );

		$is_good = $status >= 200 && $status < 300;

		if ( ! is_array( $answer ) || ( ! $is_good && ! Problem::has_code( $answer ) ) ) {
			// A proxy in front of the service answers 5xx with a page of its own while the service is down.
			throw $status < 500 ? new Foreign_Answer( $status ) : new Problem( 'service_unreachable', 503, array(), "status $status" );
		}

		return $is_good ? $json : throw Problem::parse( $answer, $status );
	}
}
