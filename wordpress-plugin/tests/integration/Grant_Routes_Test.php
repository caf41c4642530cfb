<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Rest\Csv_Response;
use CoopCredentials\Visit\Account;

final class Grant_Routes_Test extends Admin_Test_Case {

	public function test_who_was_let_in_is_listed_with_why_and_until_when(): void {
		$this->gate_is( 'board', 1, 'The board room' );
		$this->add( 'vf_1', array( 'policy' => 'board' ) );

		$list = $this->admin( 'GET', '/admin/grants' )->get_data();

		self::assertSame( 1, $list['total'] );
		self::assertSame(
			array( 'policy' => 'board', 'holder' => 'holder', 'issuer' => 'did:web:harvest.example', 'issuerName' => 'Harvest', 'reason' => 'Because.', 'state' => 'live', 'isAccount' => false, 'gateName' => 'The board room' ),
			array_diff_key( $list['grants'][0], array_flip( array( 'id', 'grantedAt', 'expiresAt' ) ) )
		);
		self::assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/', $list['grants'][0]['expiresAt'] );
	}

	public function test_the_list_has_pages(): void {
		foreach ( range( 1, 21 ) as $number ) {
			$this->add( "vf_$number" );
		}
		$first  = $this->admin( 'GET', '/admin/grants' )->get_data();
		$second = $this->admin( 'GET', '/admin/grants?page=2' )->get_data();

		self::assertSame( array( 21, 20, 1 ), array( $first['total'], count( $first['grants'] ), count( $second['grants'] ) ) );
		self::assertSame( array(), array_intersect( array_column( $first['grants'], 'id' ), array_column( $second['grants'], 'id' ) ) );
		self::assertSame( 400, $this->admin( 'GET', '/admin/grants?page=0' )->get_status() );
	}

	/** @dataProvider filters */
	public function test_the_list_can_be_filtered( string $query, array $expected ): void {
		$this->add( 'live', array( 'holder' => 'live' ) );
		$this->add( 'over', array( 'holder' => 'over', 'expires_at' => $this->now()->modify( '-1 day' ) ) );
		$this->add( 'paused', array( 'holder' => 'paused', 'state' => 'suspended' ) );
		$this->add( 'board', array( 'holder' => 'board', 'policy' => 'board' ) );

		$list = $this->admin( 'GET', "/admin/grants?$query" )->get_data();

		self::assertSame( $expected, array_reverse( array_column( $list['grants'], 'holder' ) ) );
		self::assertSame( count( $expected ), $list['total'] );
	}

	public static function filters(): array {
		return array(
			'by gate'            => array( 'policy=board', array( 'board' ) ),
			'by another case'    => array( 'policy=Board', array() ),
			'those who are in'   => array( 'state=live', array( 'live', 'board' ) ),
			'whose time is over' => array( 'state=expired', array( 'over' ) ),
			'by both'            => array( 'state=suspended&policy=members-lounge', array( 'paused' ) ),
		);
	}

	public function test_a_state_that_there_is_not_is_refused(): void {
		self::assertSame( 400, $this->admin( 'GET', '/admin/grants?state=perhaps' )->get_status() );
	}

	public function test_what_belongs_to_an_account_is_marked(): void {
		$this->add( 'vf_1', array( 'visitor' => Account::hash( 1 ) ) );
		$this->add( 'vf_2', array( 'visitor' => Account::hash( 999 ) ) );

		self::assertSame( array( false, true ), array_column( $this->admin( 'GET', '/admin/grants' )->get_data()['grants'], 'isAccount' ) );
	}

	public function test_ending_a_grant_locks_at_once_and_says_who_did_it_and_why(): void {
		$this->add( 'vf_1' );
		$response = $this->end( 'vf_1', array( 'reason' => "Left <b>the</b>\nco-op" ) );

		self::assertSame( array( 200, 'ended' ), array( $response->get_status(), $response->get_data()['state'] ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( 'visitor' ), $this->now() ) );
		$events = $this->admin( 'GET', '/admin/events' )->get_data();
		self::assertSame( array( 1, 'ended', 'members-lounge', 'holder', 'admin', 'Left the co-op' ), array( $events['total'], ...array_values( array_intersect_key( $events['events'][0], array_flip( array( 'kind', 'policy', 'holder', 'actorName', 'detail' ) ) ) ) ) );

		$this->end( 'vf_1' );
		self::assertSame( 1, $this->log()->total() );
		self::assertSame( 404, $this->admin( 'POST', '/admin/grants/999999/end' )->get_status() );
	}

	public function test_who_is_kept_out_has_nothing_left_of_that_gate_and_gets_nothing_new(): void {
		$this->add( 'vf_1' );
		$this->add( 'vf_2', array( 'visitor' => 'another device' ) );
		$this->add( 'vf_3', array( 'policy' => 'board' ) );
		$this->add( 'vf_4', array( 'holder' => 'somebody else' ) );

		self::assertSame( 'banned', $this->end( 'vf_1', array( 'reason' => 'Rude.', 'stayOut' => true ) )->get_data()['state'] );

		self::assertSame( array( 'somebody else', 'holder' ), array_column( $this->admin( 'GET', '/admin/grants?state=live' )->get_data()['grants'], 'holder' ) );
		self::assertTrue( $this->grants()->is_kept_out( 'members-lounge', 'holder' ) );
		self::assertFalse( $this->grants()->is_kept_out( 'board', 'holder' ) );
		self::assertFalse( $this->grants()->is_kept_out( 'members-lounge', 'somebody else' ) );

		$this->end( 'vf_1' );
		self::assertFalse( $this->grants()->is_kept_out( 'members-lounge', 'holder' ) );
	}

	public function test_ending_what_is_live_lets_nobody_in_again_who_is_kept_out(): void {
		$this->add( 'vf_1', array( 'state' => 'banned' ) );
		$this->add( 'vf_2', array( 'visitor' => 'another device' ) );

		self::assertSame( 'ended', $this->end( 'vf_2' )->get_data()['state'] );

		self::assertTrue( $this->grants()->is_kept_out( 'members-lounge', 'holder' ) );
	}

	public function test_dropping_it_or_waiting_is_no_way_around_being_kept_out(): void {
		$this->add( 'vf_1' );
		$this->end( 'vf_1', array( 'stayOut' => true ) );

		$this->grants()->forget( 'members-lounge', array( 'visitor' ) );
		$this->grants()->forget_all( array( 'visitor' ) );
		$this->grants()->remove_expired( $this->now()->modify( '+10 years' ) );

		self::assertTrue( $this->grants()->is_kept_out( 'members-lounge', 'holder' ) );
	}

	public function test_a_cell_that_is_no_utf8_is_taken_for_a_formula(): void {
		ob_start();
		( new Csv_Response( 'x.csv', array(), array( array( "=1+1\xFF" ) ) ) )->write();

		self::assertStringContainsString( "'=1+1", (string) ob_get_clean() );
	}

	public function test_the_table_has_a_line_for_each_and_no_formula(): void {
		$this->gate_is( 'members-lounge', 1, '=cmd|calc' );
		foreach ( array( '=1+1', '+1', '-1', '@SUM(A1)', " \t=1", "\u{FF1D}1", 'plain, "quoted"' ) as $number => $reason ) {
			$this->add( "vf_$number", array( 'reason' => $reason ) );
		}
		$response = $this->admin( 'GET', '/admin/grants.csv' );
		$lines    = array_map( static fn ( string $line ): array => str_getcsv( $line, ',', '"', '' ), explode( "\n", trim( self::sent( $response ) ) ) );

		self::assertSame( 'text/csv; charset=utf-8', $response->get_headers()['Content-Type'] );
		self::assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
		self::assertStringContainsString( 'attachment', $response->get_headers()['Content-Disposition'] );
		self::assertSame( 'holder', $lines[0][2] );
		self::assertSame( array( 'plain, "quoted"', "'\u{FF1D}1", "' \t=1", "'@SUM(A1)", "'-1", "'+1", "'=1+1" ), array_column( array_slice( $lines, 1 ), 5 ) );
		self::assertSame( "'=cmd|calc", $lines[1][1] );
	}

	public function test_the_table_is_longer_than_a_page_and_filtered_as_the_list(): void {
		foreach ( range( 1, 510 ) as $number ) {
			$this->add( "vf_$number", array( 'policy' => 0 === $number % 2 ? 'board' : 'members-lounge' ) );
		}

		self::assertCount( 511, explode( "\n", trim( self::sent( $this->admin( 'GET', '/admin/grants.csv' ) ) ) ) );
		self::assertCount( 256, explode( "\n", trim( self::sent( $this->admin( 'GET', '/admin/grants.csv?policy=board' ) ) ) ) );
	}

	public function test_the_log_has_pages_and_names_no_account_that_is_gone(): void {
		foreach ( range( 1, 51 ) as $number ) {
			$this->log()->add( Event_Log::GRANTED, 'board', "vf_$number", 'holder', 999 );
		}
		$second = $this->admin( 'GET', '/admin/events?page=2' )->get_data();

		self::assertSame( array( 51, 50, 1 ), array( $second['total'], $second['perPage'], count( $second['events'] ) ) );
		self::assertSame( '', $second['events'][0]['actorName'] );
		self::assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/', $second['events'][0]['at'] );
	}

	/** @param array<string, mixed> $change */
	private function add( string $verification_id, array $change = array() ): void {
		$this->grants()->add(
			new Grant(
				...array_replace(
					array( 'verification_id' => $verification_id, 'policy' => 'members-lounge', 'visitor' => 'visitor', 'holder' => 'holder', 'reason' => 'Because.', 'expires_at' => $this->now()->modify( '+1 day' ), 'issuer' => 'did:web:harvest.example', 'issuer_name' => 'Harvest', 'policy_version' => 1, 'state' => 'live' ),
					$change
				)
			),
			$this->now()
		);
	}

	/** @param array<string, mixed> $body */
	private function end( string $verification_id, array $body = array() ): WP_REST_Response {
		global $wpdb;
		$id = $wpdb->get_var( $wpdb->prepare( 'SELECT id FROM %i WHERE verification_id = %s', CoopCredentials\Plugin::instance()->tables->grants(), $verification_id ) );

		return $this->admin( 'POST', "/admin/grants/$id/end", $body );
	}

	private static function sent( WP_REST_Response $response ): string {
		ob_start();
		self::assertTrue( apply_filters( 'rest_pre_serve_request', false, $response, new WP_REST_Request(), rest_get_server() ) );

		return (string) ob_get_clean();
	}
}
