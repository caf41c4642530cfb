<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Gate_Uses;
use CoopCredentials\Gate\Gates;
use CoopCredentials\Gate\Stored_Gate;
use WP_REST_Request;
use WP_REST_Response;

/**
 * The gates of this site: for the screen that makes them, and their names for the editor.
 */
final class Gate_Routes {

	private const ONE = '/admin/gates/(?P<policy>[A-Za-z0-9][A-Za-z0-9._-]{0,63})';

	private const WORDS = array(
		'name'     => array(
			'type'     => 'string',
			'required' => true,
		),
		'teaser'   => array( 'type' => 'string' ),
		'document' => array(
			'type'     => 'object',
			'required' => true,
		),
		'version'  => array( 'type' => 'integer' ),
	);

	public function __construct(
		private readonly Gates $gates,
		private readonly Gate_Store $store,
		private readonly Gate_Uses $uses,
		private readonly Try_Call $try,
	) {}

	public function register(): void {
		$named = array(
			'policy' => array(
				'type'     => 'string',
				'required' => true,
			),
		);

		Admin_Routes::add( 'GET', '/admin/gates', array( $this, 'all' ) );
		Admin_Routes::add( 'POST', '/admin/gates', array( $this, 'add' ), $named + self::WORDS );
		Admin_Routes::add( 'POST', '/admin/gates/check', array( $this, 'check' ) );
		Admin_Routes::add( 'GET', self::ONE, array( $this, 'one' ) );
		Admin_Routes::add( 'PUT', self::ONE, array( $this, 'change' ), self::WORDS );
		Admin_Routes::add( 'DELETE', self::ONE, array( $this, 'delete' ) );
		Admin_Routes::add( 'POST', self::ONE . '/try', array( $this->try, 'start' ) );
		Admin_Routes::add( 'POST', self::ONE . '/try/collect', array( $this->try, 'collect' ) );
		Admin_Routes::add( 'GET', '/gates', array( $this, 'names' ), array(), 'edit_posts' );
	}

	/** @return array<string, mixed> */
	public function all(): array {
		$gates = $this->store->all();
		$uses  = $this->uses->of_all( array_map( static fn ( Stored_Gate $gate ): string => $gate->policy, $gates ) );

		return array(
			'gates' => array_map(
				static fn ( Stored_Gate $gate ): array => array( ...$gate->to_array(), 'usedIn' => $uses[ $gate->policy ] ),
				$gates
			),
		);
	}

	/** @return array<string, mixed> */
	public function one( WP_REST_Request $request ): array {
		list( $gate, $changed ) = $this->gates->look( (string) $request['policy'] );

		return array( ...$this->told( $gate ), 'changedElsewhere' => $changed );
	}

	public function add( WP_REST_Request $request ): WP_REST_Response {
		return new WP_REST_Response( $this->told( $this->gates->add( (string) $request['policy'], ...self::words( $request ) ) ), 201 );
	}

	/** @return array<string, mixed> */
	public function change( WP_REST_Request $request ): array {
		return $this->told( $this->gates->change( (string) $request['policy'], ...self::words( $request ) ) );
	}

	public function delete( WP_REST_Request $request ): WP_REST_Response {
		$this->gates->delete( (string) $request['policy'], get_current_user_id() );

		return new WP_REST_Response( array( 'deleted' => true ) );
	}

	/** @return array<string, mixed> */
	public function check( WP_REST_Request $request ): array {
		return $this->gates->check( Admin_Routes::body( $request )->document ?? null );
	}

	/** @return list<array<string, string>> For who writes posts. */
	public function names(): array {
		return array_map(
			static fn ( Stored_Gate $gate ): array => array(
				'policy'  => $gate->policy,
				'name'    => $gate->name,
				'summary' => $gate->summary,
			),
			$this->store->all()
		);
	}

	/** @return array{name: string, teaser: string, document: object, version: int|null} */
	private static function words( WP_REST_Request $request ): array {
		$document = Admin_Routes::body( $request )->document ?? null;

		return array(
			'name'     => (string) $request['name'],
			'teaser'   => (string) $request['teaser'],
			'document' => is_object( $document ) ? $document : new \stdClass(),
			'version'  => null === $request['version'] ? null : (int) $request['version'],
		);
	}

	/** @return array<string, mixed> */
	private function told( Stored_Gate $gate ): array {
		return array( ...$gate->to_array(), 'usedIn' => $this->uses->of( $gate->policy ) );
	}
}
