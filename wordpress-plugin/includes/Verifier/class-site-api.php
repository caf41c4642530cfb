<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

use CoopCredentials\Problem\Problem;

/**
 * The verifier service's Site API, server to server, with this site's key.
 */
final class Site_Api {

	public function __construct( private readonly Connection_Settings $settings ) {}

	/**
	 * @param bool $test Whether the test member may answer; such a request grants nothing.
	 * @return array<string, mixed> The service's 201 answer.
	 */
	public function open_request( string $policy, string $subject, string $return_url, string $locale, bool $test = false ): array {
		return $this->call(
			'POST',
			'/v1/presentation-requests',
			array(
				'policy'    => $policy,
				'subject'   => $subject,
				'returnUrl' => $return_url,
				'locale'    => $locale,
				...( $test ? array( 'test' => true ) : array() ),
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

	/** The newest version of a policy. */
	public function policy( string $id ): Stored_Policy {
		return Stored_Policy::from_json( $this->json( 'GET', '/v1/policies/' . rawurlencode( $id ) ) );
	}

	/** Stores a policy; a change makes a new version. */
	public function put_policy( string $id, object $document ): Stored_Policy {
		return Stored_Policy::from_json( $this->json( 'PUT', '/v1/policies/' . rawurlencode( $id ), (array) $document ) );
	}

	public function delete_policy( string $id ): void {
		$this->call( 'DELETE', '/v1/policies/' . rawurlencode( $id ) );
	}

	/** @return array{valid: bool, problems: list<array{path: string, message: string}>, summary: string|null, asks: list<string>} */
	public function check_policy( mixed $document, string $locale ): array {
		$said = $this->call(
			'POST',
			'/v1/policies/check',
			array(
				'policy' => $document,
				'locale' => $locale,
			)
		);

		return array(
			'valid'    => true === ( $said['valid'] ?? null ),
			'problems' => is_array( $said['problems'] ?? null ) ? array_values( $said['problems'] ) : array(),
			'summary'  => is_string( $said['summary'] ?? null ) ? $said['summary'] : null,
			'asks'     => is_array( $said['asks'] ?? null ) ? array_values( $said['asks'] ) : array(),
		);
	}

	/** @return array<string, mixed> A co-op by its web address, as it describes itself there. */
	public function issuer( string $domain ): array {
		return $this->call( 'GET', '/v1/issuers?domain=' . rawurlencode( $domain ) );
	}

	/**
	 * A page of the co-ops on a federation's list whose memberships it recognises.
	 *
	 * @param string $search Part of a name, web address or number; empty for all.
	 * @param string $state One of Listed_Coop::STATES; empty for any.
	 * @return array<string, mixed>
	 */
	public function recognised( string $list, string $search, string $state, int $from, int $limit, ?float $timeout = null ): array {
		$query = array_filter(
			array(
				'list'   => $list,
				'type'   => 'CoopMembershipCredential',
				'search' => $search,
				'state'  => $state,
				'cursor' => (string) $from,
				'limit'  => (string) $limit,
			),
			static fn ( string $value ): bool => '' !== $value
		);

		return $this->call( 'GET', '/v1/recognised-issuers?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ), null, $timeout );
	}

	/**
	 * Any call of the Site API, for what waits in the outbox and for what has to be quick.
	 *
	 * @param array<string, mixed>|null $body
	 * @return array<string, mixed> Empty where the service has nothing to say.
	 */
	public function send( string $method, string $path, ?array $body = null, ?float $timeout = null ): array {
		return $this->call( $method, $path, $body, $timeout );
	}

	/**
	 * @param array<string, mixed>|null $body
	 * @return array<string, mixed>
	 * @throws Problem When there is no answer, or an answer that is a problem.
	 */
	private function call( string $method, string $path, ?array $body = null, ?float $timeout = null ): array {
		return json_decode( $this->json( $method, $path, $body, $timeout ), true );
	}

	/** @param array<string, mixed>|null $body */
	private function json( string $method, string $path, ?array $body = null, ?float $timeout = null ): string {
		$connection = $this->settings->connection() ?? throw new Problem( 'site_not_connected' );
		$headers    = array(
			'Authorization' => 'Bearer ' . $connection->key,
			'Coop-Site-Url' => $connection->site_url,
		);

		return Service_Call::send( $method, $connection->url . $path, $headers, $body, $timeout ?? Service_Call::TIMEOUT_SECONDS );
	}
}
