<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Checkup\Checkup;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Pairing;
use CoopCredentials\Verifier\Service_Url;
use CoopCredentials\Verifier\Site_Api;
use WP_REST_Request;

/**
 * Setting up: the connection, its self-test, and co-ops by their web address. The key goes in and never comes out.
 */
final class Connection_Routes {

	private const CODE = array(
		'code' => array(
			'type'      => 'string',
			'required'  => true,
			'maxLength' => 600,
		),
	);

	public function __construct(
		private readonly Connection_Settings $settings,
		private readonly Pairing $pairing,
		private readonly Checkup $checkup,
		private readonly Site_Api $service,
	) {}

	public function register(): void {
		Admin_Routes::add( 'GET', '/admin/connection', fn (): array => $this->connection() );
		Admin_Routes::add( 'POST', '/admin/connection/read', array( $this, 'read' ), self::CODE );
		Admin_Routes::add( 'POST', '/admin/connection/pair', array( $this, 'pair' ), self::CODE );
		Admin_Routes::add( 'DELETE', '/admin/connection', array( $this, 'end' ) );
		Admin_Routes::add( 'GET', '/admin/self-test', array( $this, 'test' ) );
		Admin_Routes::add(
			'GET',
			'/admin/issuers',
			array( $this, 'issuers' ),
			array(
				'domain' => array(
					'type'      => 'string',
					'required'  => true,
					'maxLength' => 500,
				),
			)
		);
	}

	/** @return array<string, string> */
	public function read( WP_REST_Request $request ): array {
		$code = $this->pairing->read( (string) $request['code'] );

		return array(
			'url'  => $code->url,
			'host' => $code->host(),
		);
	}

	/** @return array<string, mixed> */
	public function pair( WP_REST_Request $request ): array {
		$this->pairing->pair( (string) $request['code'] );

		return $this->connection();
	}

	/** @return array<string, mixed> */
	public function end(): array {
		$this->pairing->end();

		return $this->connection();
	}

	/** @return array<string, mixed> */
	public function test(): array {
		return array( 'checks' => $this->checkup->run( time() ) );
	}

	/** @return array<string, mixed> */
	public function issuers( WP_REST_Request $request ): array {
		return $this->service->issuer( trim( (string) $request['domain'] ) );
	}

	/** @return array<string, mixed> */
	private function connection(): array {
		$url = $this->settings->url();

		return array(
			'connected' => null !== $this->settings->connection(),
			'url'       => Service_Url::parse( $url ) ?? $url,
			...$this->settings->about(),
			'source'    => $this->settings->key_is_constant() ? 'constant' : ( $this->settings->has_key() ? 'database' : null ),
			'keyIsSet'  => $this->settings->has_key(),
		);
	}
}
