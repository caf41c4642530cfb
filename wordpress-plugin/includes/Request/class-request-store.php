<?php
declare( strict_types=1 );

namespace CoopCredentials\Request;

use CoopCredentials\Problem\Problem;
use DateTimeImmutable;
use wpdb;

/**
 * Which visitor opened which presentation request. A row goes when it has become a grant, or is a day old.
 */
final class Request_Store {

	private const TIME   = 'Y-m-d H:i:s';
	private const NEWEST = 5;

	public function __construct( private readonly wpdb $db, private readonly string $table ) {}

	public function add( Presentation_Request $request, DateTimeImmutable $now ): void {
		$this->db->insert(
			$this->table,
			array(
				'request_id' => $request->request_id,
				'subject'    => $request->subject,
				'policy'     => $request->policy,
				'visitor'    => $request->visitor,
				'opened_at'  => $now->format( self::TIME ),
			)
		);
	}

	/**
	 * The visitor's last few requests that have not become grants, newest first; with a policy, only those of its gate.
	 *
	 * @param non-empty-list<string> $visitors
	 * @return list<Presentation_Request>
	 */
	public function waiting( array $visitors, ?string $policy = null ): array {
		$rows = $this->db->get_results(
			$this->db->prepare(
				'SELECT * FROM %i WHERE visitor IN (%s, %s) AND policy LIKE %s ORDER BY id DESC LIMIT %d',
				$this->table,
				$visitors[0],
				end( $visitors ),
				null === $policy ? '%' : $this->db->esc_like( $policy ),
				self::NEWEST
			),
			ARRAY_A
		);

		return array_map( array( Presentation_Request::class, 'from_row' ), $rows ?? array() );
	}

	public function refuse( string $request_id, Problem $refusal ): void {
		$json = wp_json_encode( array( 'code' => $refusal->problem_code ) + $refusal->params );

		$this->db->update( $this->table, array( 'refusal' => $json ), array( 'request_id' => $request_id ) );
	}

	public function close( string $request_id ): void {
		$this->db->delete( $this->table, array( 'request_id' => $request_id ) );
	}

	/** @param non-empty-list<string> $visitors */
	public function forget( string $policy, array $visitors ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE visitor IN (%s, %s) AND policy = %s', $this->table, $visitors[0], end( $visitors ), $policy ) );
	}

	public function move( string $from_visitor, string $to_visitor ): void {
		$this->db->update( $this->table, array( 'visitor' => $to_visitor ), array( 'visitor' => $from_visitor ) );
	}

	public function remove_older_than( DateTimeImmutable $time ): void {
		$this->db->query( $this->db->prepare( 'DELETE FROM %i WHERE opened_at < %s LIMIT 500', $this->table, $time->format( self::TIME ) ) );
	}
}
