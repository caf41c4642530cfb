<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Problem\Site_Problem;
use WP_REST_Request;
use WP_REST_Response;

/**
 * Who was let in: why, by whom, until when. Ending it by hand, all of it as a table, and the log of what happened.
 */
final class Grant_Routes {

	private const PER_PAGE = 20;
	private const EVENTS   = 50;

	public function __construct(
		private readonly Grant_List $grants,
		private readonly Gate_Store $gates,
		private readonly Event_Log $log,
	) {}

	public function register(): void {
		$page   = array(
			'page' => array(
				'type'    => 'integer',
				'minimum' => 1,
				'default' => 1,
			),
		);
		$filter = array(
			'policy' => array(
				'type'      => 'string',
				'maxLength' => 64,
				'default'   => '',
			),
			'state'  => array(
				'type'    => 'string',
				'enum'    => array( '', ...Grant::STATES ),
				'default' => '',
			),
		);
		$reason = array(
			'reason'  => array(
				'type'      => 'string',
				'maxLength' => 500,
				'default'   => '',
			),
			'stayOut' => array(
				'type'    => 'boolean',
				'default' => false,
			),
		);

		Admin_Routes::add( 'GET', '/admin/grants', array( $this, 'page' ), $page + $filter );
		Admin_Routes::add( 'GET', '/admin/grants\.csv', array( $this, 'csv' ), $filter );
		Admin_Routes::add( 'POST', '/admin/grants/(?P<id>\d+)/end', array( $this, 'end' ), $reason );
		Admin_Routes::add( 'GET', '/admin/events', array( $this, 'events' ), $page );
	}

	/** @return array<string, mixed> */
	public function page( WP_REST_Request $request ): array {
		$names = $this->gates->names();

		return array(
			'grants'  => array_map(
				static fn ( array $grant ): array => array( ...$grant, 'gateName' => $names[ $grant['policy'] ] ?? '' ),
				$this->grants->page( (string) $request['policy'], (string) $request['state'], (int) $request['page'], self::PER_PAGE )
			),
			'total'   => $this->grants->count( (string) $request['policy'], (string) $request['state'] ),
			'perPage' => self::PER_PAGE,
		);
	}

	public function csv( WP_REST_Request $request ): WP_REST_Response {
		return new Csv_Response(
			'coop-credentials-' . gmdate( 'Y-m-d' ) . '.csv',
			array( 'policy', 'gate', 'holder', 'issuer', 'issuer_name', 'reason', 'state', 'granted_at', 'expires_at', 'account' ),
			$this->lines( (string) $request['policy'], (string) $request['state'] )
		);
	}

	/** @return array<string, mixed> */
	public function end( WP_REST_Request $request ): array {
		$id    = (int) $request['id'];
		$grant = $this->grants->find( $id ) ?? throw new Site_Problem( 'grant_unknown', 404, __( 'This is not there any more.', 'coop-credentials' ), __( 'Load the list again.', 'coop-credentials' ) );

		if ( $this->grants->end( $id, $grant, (bool) $request['stayOut'] ) ) {
			$this->log->add( Event_Log::ENDED, $grant->policy, $grant->verification_id, $grant->holder, get_current_user_id(), Stored_Gate::name( $request['reason'] ) );
		}

		return array( 'state' => $request['stayOut'] ? Grant::BANNED : Grant::ENDED );
	}

	/** @return array<string, mixed> */
	public function events( WP_REST_Request $request ): array {
		$names = $this->gates->names();
		$rows  = $this->log->page( (int) $request['page'], self::EVENTS );
		$users = array_filter( array_unique( array_column( $rows, 'actor' ) ) );
		$users = array() === $users ? array() : array_column( get_users( array( 'include' => $users, 'fields' => array( 'ID', 'display_name' ), 'blog_id' => 0 ) ), 'display_name', 'ID' );

		return array(
			'events'  => array_map(
				static fn ( array $event ): array => array(
					'id'        => $event['id'],
					'at'        => str_replace( ' ', 'T', $event['at'] ) . 'Z',
					'kind'      => $event['kind'],
					'policy'    => $event['policy'],
					'gateName'  => $names[ $event['policy'] ] ?? '',
					'holder'    => $event['holder'],
					'actorName' => $users[ $event['actor'] ] ?? '',
					'detail'    => $event['detail'],
				),
				$rows
			),
			'total'   => $this->log->total(),
			'perPage' => self::EVENTS,
		);
	}

	/** @return iterable<list<string>> */
	private function lines( string $policy, string $state ): iterable {
		$names = $this->gates->names();

		foreach ( $this->grants->each( $policy, $state ) as $grant ) {
			yield array( $grant['policy'], $names[ $grant['policy'] ] ?? '', $grant['holder'], $grant['issuer'], $grant['issuerName'], $grant['reason'], $grant['state'], $grant['grantedAt'], $grant['expiresAt'], $grant['isAccount'] ? '1' : '0' );
		}
	}
}
