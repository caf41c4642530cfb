<?php
declare( strict_types=1 );

use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Visit\Visitor_Cookie;

final class Start_Call_Test extends WordPress_Test_Case {

	private const OPENED = array(
		'id'        => 'pr_1',
		'state'     => 'open',
		'expiresAt' => '2026-11-20T12:05:00Z',
		'subject'   => 's_1',
		'links'     => array( 'sameDevice' => array( 'app' => 'openid4vp://?x' ) ),
		'browser'   => array( 'statusUrl' => 'https://verifier.example/b/token' ),
	);

	public function test_a_click_opens_a_request_for_this_gate_and_binds_it_to_the_browser(): void {
		$this->opens();

		$response = $this->call( 'start', array( 'returnUrl' => home_url( '/lounge/' ) ) );

		self::assertSame( 201, $response->get_status() );
		self::assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
		self::assertSame( self::OPENED['links'], $response->get_data()['links'] );

		$sent = $this->service->calls[0];
		self::assertSame( 'members-lounge', $sent['body']['policy'] );
		self::assertSame( home_url( '/lounge/' ), $sent['body']['returnUrl'] );
		self::assertSame( 'Bearer site.secret', $sent['headers']['Authorization'] );
		self::assertSame( home_url(), $sent['headers']['Coop-Site-Url'] );
		self::assertSame( 0, $sent['args']['redirection'] );
		self::assertSame( 256 * 1024, $sent['args']['limit_response_size'] );

		$waiting = $this->requests()->waiting( Visitor_Cookie::for_this_site()->visitors() );
		self::assertSame( array( 'pr_1', $sent['body']['subject'] ), array( $waiting[0]->request_id, $waiting[0]->subject ) );
	}

	public function test_the_browser_learns_neither_the_requests_id_nor_its_subject(): void {
		$this->opens();

		self::assertSame( array(), array_intersect( array( 'id', 'subject' ), array_keys( $this->call( 'start' )->get_data() ) ) );
	}

	public function test_a_return_address_elsewhere_becomes_the_front_page(): void {
		$this->opens();
		$this->call( 'start', array( 'returnUrl' => 'https://evil.example/' ) );

		self::assertSame( home_url( '/' ), $this->service->calls[0]['body']['returnUrl'] );
	}

	public function test_a_planted_cookie_is_replaced_and_knows_nothing_of_the_new_request(): void {
		$this->opens();
		$before = $this->grant( 'board' );

		$this->call( 'start' );

		self::assertNotSame( $before, Visitor_Cookie::for_this_site()->visitor() );
		self::assertSame( array(), $this->requests()->waiting( array( $before ) ) );
		self::assertNotNull( $this->grants()->live( 'board', Visitor_Cookie::for_this_site()->visitors(), $this->now() ) );
	}

	public function test_no_grant_is_lost_when_the_answer_to_a_click_is(): void {
		$this->opens();
		$this->grant( 'board' );
		$kept = $_COOKIE;

		foreach ( array( 'pr_1', 'pr_2' ) as $id ) {
			$this->opens( $id );
			$this->call( 'start' );
			$_COOKIE = $kept;
		}

		self::assertNotNull( $this->grants()->live( 'board', Visitor_Cookie::for_this_site()->visitors(), $this->now() ) );
	}

	public function test_clicks_that_cross_leave_the_grants_to_either_answer(): void {
		$this->grant( 'board' );
		$kept = $_COOKIE;

		foreach ( array( 'pr_1', 'pr_2' ) as $id ) {
			$_COOKIE = $kept;
			$this->opens( $id );
			$this->call( 'start' );
			self::assertNotNull( $this->grants()->live( 'board', Visitor_Cookie::for_this_site()->visitors(), $this->now() ) );
		}
	}

	public function test_requests_and_grants_stay_the_visitors_over_many_clicks(): void {
		$this->grant( 'board' );

		foreach ( array( 'pr_1', 'pr_2', 'pr_3' ) as $id ) {
			$this->opens( $id );
			$this->call( 'start' );
		}

		$visitors = Visitor_Cookie::for_this_site()->visitors();
		self::assertCount( 2, $visitors );
		self::assertNotNull( $this->grants()->live( 'board', $visitors, $this->now() ) );
		self::assertSame( array( 'pr_3', 'pr_2', 'pr_1' ), array_column( $this->requests()->waiting( $visitors ), 'request_id' ) );
	}

	public function test_a_click_sweeps_away_requests_of_yesterday_and_grants_that_have_ended(): void {
		$this->opens();
		$old = $this->grant( 'board', '-1 second' );
		$this->requests()->add( new Presentation_Request( 'pr_old', 's_old', 'board', 'visitor' ), $this->now()->modify( '-25 hours' ) );
		$this->call( 'start' );

		self::assertNull( $this->grants()->last_end( array( $old ), $this->now() ) );
		self::assertSame( array(), $this->requests()->waiting( array( 'visitor' ) ) );
	}

	/** @dataProvider intruders */
	public function test_a_call_from_elsewhere_never_reaches_the_service( ?string $origin, ?string $mark, string $code ): void {
		$this->opens();
		$response = $this->call( 'start', array(), 'members-lounge', $origin, $mark );

		self::assertSame( $code, $response->get_data()['code'] );
		self::assertGreaterThanOrEqual( 400, $response->get_status() );
		self::assertSame( array(), $this->service->calls );
		self::assertNull( Visitor_Cookie::for_this_site()->visitor() );
	}

	public static function intruders(): array {
		return array(
			'another origin'  => array( 'https://evil.example', null, 'origin_not_allowed' ),
			'no origin'       => array( '', null, 'origin_not_allowed' ),
			'the null origin' => array( 'null', null, 'origin_not_allowed' ),
			'a forged mark'   => array( null, 'board~00000000000000000000', 'policy_unknown' ),
			'no mark'         => array( null, '', 'policy_unknown' ),
		);
	}

	public function test_too_many_clicks_from_one_address_are_stopped(): void {
		$this->opens();
		$limit = static fn (): int => 2;
		add_filter( 'coop_credentials_rate_limit', $limit );
		$answers = array_map( fn () => $this->call( 'forget' ), range( 1, 3 ) );
		remove_filter( 'coop_credentials_rate_limit', $limit );

		self::assertSame( array( 204, 204, 429 ), array_map( static fn ( $answer ) => $answer->get_status(), $answers ) );
		self::assertEqualsWithDelta( 60 - time() % 60, (int) $answers[2]->get_headers()['Retry-After'], 2 );
	}

	public function test_without_a_connection_a_visitor_is_told_in_words(): void {
		$response = $this->call( 'start' );

		self::assertSame( 503, $response->get_status() );
		self::assertSame( 'site_not_connected', $response->get_data()['code'] );
		self::assertSame( 'application/problem+json', $response->get_headers()['Content-Type'] );
		self::assertNotSame( '', $response->get_data()['next'] );
	}

	public function test_a_service_that_is_down_is_not_the_visitors_fault(): void {
		$this->connect();
		$this->service->is_down();

		self::assertSame( array( 503, 'service_unreachable' ), array( $this->call( 'start' )->get_status(), $this->call( 'start' )->get_data()['code'] ) );
	}

	public function test_a_page_of_html_in_place_of_the_service_is_unreachable_too(): void {
		$this->connect();
		$this->service->answer( 'POST', '/v1/presentation-requests', 200, '<html>' );

		self::assertSame( 'service_unreachable', $this->call( 'start' )->get_data()['code'] );
	}

	public function test_the_services_own_code_and_status_are_passed_on(): void {
		$this->connect();
		$this->service->answer( 'POST', '/v1/presentation-requests', 409, array( 'code' => 'site_moved', 'status' => 409 ) );

		self::assertSame( array( 409, 'site_moved' ), array( $this->call( 'start' )->get_status(), $this->call( 'start' )->get_data()['code'] ) );
	}

	private function opens( string $id = 'pr_1' ): void {
		$this->connect();
		$this->service->answer( 'POST', '/v1/presentation-requests', 201, array( 'id' => $id ) + self::OPENED );
	}
}
