<?php
declare( strict_types=1 );


final class Try_Call_Test extends Admin_Test_Case {

	public function test_trying_opens_a_test_request_and_tells_the_browser_no_id(): void {
		$this->opens( 'pr_1' );
		$response = $this->admin( 'POST', '/admin/gates/board/try', array( 'returnUrl' => home_url( '/wp-admin/admin.php?page=coop-credentials#x' ) ) );

		self::assertSame( 201, $response->get_status() );
		self::assertSame( array( 'links' => array(), 'state' => 'open' ), $response->get_data() );
		$sent = $this->service->calls[0]['body'];
		self::assertSame( array( 'board', true, home_url( '/wp-admin/admin.php?page=coop-credentials' ) ), array( $sent['policy'], $sent['test'], $sent['returnUrl'] ) );
	}

	public function test_a_request_of_a_visitor_is_no_test(): void {
		$this->opens( 'pr_1' );
		$this->call( 'start' );

		self::assertArrayNotHasKey( 'test', $this->service->calls[0]['body'] );
	}

	public function test_a_member_who_gets_in_gets_no_grant_whatever_the_service_says(): void {
		$this->tried( array( 'state' => 'accepted', 'verification' => array( 'id' => 'vf_1', 'holder' => 'h', 'policy' => array( 'id' => 'board' ), 'grantUntil' => '2099-01-01T00:00:00Z', 'credentials' => array() ) ) );

		self::assertSame( array( 'state' => 'accepted' ), $this->admin( 'POST', '/admin/gates/board/try/collect', array( 'responseCode' => 'code' ) )->get_data() );
		self::assertSame( array( 'responseCode' => 'code' ), $this->last()['body'] );
		self::assertSame( 0, $this->admin( 'GET', '/admin/grants' )->get_data()['total'] );
		self::assertSame( 0, $this->log()->total() );
		self::assertSame( array( 'state' => 'accepted' ), $this->admin( 'POST', '/admin/gates/board/try/collect' )->get_data(), 'In another tab.' );
	}

	public function test_a_refusal_is_shown_as_a_visitor_sees_it(): void {
		$this->tried( array( 'state' => 'rejected', 'problem' => array( 'code' => 'credential_expired', 'at' => '2026-01-31' ) ) );
		$answer = $this->admin( 'POST', '/admin/gates/board/try/collect' )->get_data();

		self::assertSame( array( 'rejected', 'credential_expired', '2026-01-31' ), array( $answer['state'], $answer['problem']['code'], $answer['problem']['at'] ) );
	}

	/** @dataProvider strange_answers */
	public function test_an_answer_that_is_not_to_this_try_is_none( array $change ): void {
		$this->tried( $change );

		self::assertSame( 502, $this->admin( 'POST', '/admin/gates/board/try/collect' )->get_status() );
	}

	public static function strange_answers(): array {
		return array(
			'another request'    => array( array( 'id' => 'pr_2', 'state' => 'accepted' ) ),
			'another subject'    => array( array( 'subject' => 't_other', 'state' => 'accepted' ) ),
			'a state of tomorrow' => array( array( 'state' => 'perhaps' ) ),
		);
	}

	public function test_an_answer_to_one_of_several_tries_is_found_by_its_code(): void {
		$this->tried( array( 'state' => 'accepted' ) );
		$this->opens( 'pr_2' );
		$this->admin( 'POST', '/admin/gates/board/try' );
		$this->service->answer( 'POST', '/v1/presentation-requests/pr_2/collect', 403, array( 'code' => 'response_code_wrong', 'status' => 403 ) );

		self::assertSame( 'accepted', $this->admin( 'POST', '/admin/gates/board/try/collect', array( 'responseCode' => 'code' ) )->get_data()['state'] );
	}

	public function test_nobody_elses_try_and_no_other_gates_is_collected(): void {
		$this->tried( array( 'state' => 'accepted' ) );
		self::assertSame( 'request_unknown', $this->admin( 'POST', '/admin/gates/other/try/collect' )->get_data()['code'] );

		wp_set_current_user( (int) wp_insert_user( array( 'user_login' => 'second', 'user_pass' => 'x', 'role' => 'administrator' ) ) );
		self::assertSame( 'request_unknown', $this->admin( 'POST', '/admin/gates/board/try/collect' )->get_data()['code'] );
	}

	public function test_a_visitors_call_never_collects_a_try(): void {
		$this->tried( array( 'state' => 'accepted' ) );
		CoopCredentials\Visit\Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );

		self::assertSame( 'request_unknown', $this->call( 'collect', array(), 'board' )->get_data()['code'] );
	}

	public function test_what_keeps_the_service_from_asking_is_passed_on(): void {
		$this->service->answer( 'POST', '/v1/presentation-requests', 404, array( 'code' => 'policy_unknown', 'status' => 404 ) );

		self::assertSame( 'policy_unknown', $this->admin( 'POST', '/admin/gates/board/try' )->get_data()['code'] );
	}

	private function opens( string $id ): void {
		$this->service->answer( 'POST', '/v1/presentation-requests', 201, array( 'id' => $id, 'links' => array(), 'state' => 'open', 'subject' => 'x' ) );
	}

	/** A try of the gate "board" that the service answers like this. @param array<string, mixed> $change */
	private function tried( array $change ): void {
		$this->opens( 'pr_1' );
		$this->admin( 'POST', '/admin/gates/board/try' );
		$this->service->answer( 'POST', '/v1/presentation-requests/pr_1/collect', 200, array_replace( array( 'id' => 'pr_1', 'subject' => $this->last()['body']['subject'] ), $change ) );
	}

	/** @return array<string, mixed> The last call to the service. */
	private function last(): array {
		return $this->service->calls[ count( $this->service->calls ) - 1 ];
	}
}
