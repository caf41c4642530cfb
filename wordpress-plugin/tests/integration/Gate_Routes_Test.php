<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gates;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Plugin;

final class Gate_Routes_Test extends Admin_Test_Case {

	public function test_a_new_gate_is_stored_at_the_service_first_then_here(): void {
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );

		$response = $this->admin( 'POST', '/admin/gates', self::gate_of( 'board' ) );

		self::assertSame( 201, $response->get_status() );
		self::assertSame( array( 'GET /v1/policies/board', 'POST /v1/policies/check', 'PUT /v1/policies/board' ), $this->called() );
		self::assertSame( array( 'board', 'The board room', 'Papers.', 1, 'Members may enter (Open the lounge).', array() ), self::pick( $response->get_data(), 'policy', 'name', 'teaser', 'version', 'summary', 'usedIn' ) );
		self::assertSame( 'Papers.', $this->gates()->find( 'board' )->teaser );
	}

	public function test_the_document_goes_and_comes_as_it_is_with_its_empty_objects(): void {
		$sent = null;
		$look = static function ( mixed $answer, array $args ) use ( &$sent ): mixed {
			$sent = 'PUT' === $args['method'] ? $args['body'] : $sent;
			return $answer;
		};
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );
		add_filter( 'pre_http_request', $look, 5, 2 );
		$response = $this->admin( 'POST', '/admin/gates', self::gate_of( 'board' ) );
		remove_filter( 'pre_http_request', $look, 5 );

		self::assertStringContainsString( '"issuers":{}', $sent );
		self::assertStringContainsString( '"issuers":{}', (string) wp_json_encode( $response->get_data() ) );
		self::assertStringContainsString( '"issuers":{}', (string) wp_json_encode( $this->admin( 'GET', '/admin/gates' )->get_data() ) );
	}

	public function test_a_policy_that_is_not_complete_is_stored_nowhere_and_every_fault_is_named(): void {
		$this->has_no( 'board' );
		$problems = array( array( 'path' => 'accept', 'message' => 'is needed' ) );
		$this->service->answer( 'POST', '/v1/policies/check', 200, array( 'valid' => false, 'problems' => $problems, 'summary' => null, 'asks' => array() ) );

		$response = $this->admin( 'POST', '/admin/gates', self::gate_of( 'board' ) );

		self::assertSame( array( 422, 'policy_invalid', $problems ), array( $response->get_status(), $response->get_data()['code'], $response->get_data()['problems'] ) );
		self::assertNotContains( 'PUT /v1/policies/board', $this->called() );
		self::assertNull( $this->gates()->find( 'board' ) );
	}

	public function test_faults_that_only_storing_finds_are_named_too(): void {
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );
		$this->service->answer( 'PUT', '/v1/policies/board', 422, array( 'code' => 'policy_invalid', 'status' => 422, 'problems' => array( array( 'path' => 'limit', 'message' => 'is wrong' ), 'broken' ) ) );

		self::assertSame( array( array( 'path' => 'limit', 'message' => 'is wrong' ) ), $this->admin( 'POST', '/admin/gates', self::gate_of( 'board' ) )->get_data()['problems'] );
		self::assertNull( $this->gates()->find( 'board' ) );
	}

	public function test_a_gate_of_a_name_that_is_taken_is_refused(): void {
		$this->gate_is( 'board' );
		$here = $this->admin( 'POST', '/admin/gates', self::gate_of( 'board' ) );
		self::assertSame( array( 409, 'gate_exists' ), array( $here->get_status(), $here->get_data()['code'] ) );

		$this->policy_is( 'other', 4 );
		$there = $this->admin( 'POST', '/admin/gates', self::gate_of( 'other' ) );
		self::assertSame( array( 409, 'gate_exists', 4 ), array( $there->get_status(), $there->get_data()['code'], $there->get_data()['version'] ) );
		self::assertNotContains( 'PUT /v1/policies/other', $this->called() );
	}

	public function test_a_policy_that_was_made_past_this_site_can_be_taken_over_by_its_version(): void {
		$this->policy_is( 'members-lounge', 4, 'Made by hand' );
		$this->takes( 'members-lounge', 5 );

		$found = $this->admin( 'GET', '/admin/gates/members-lounge' )->get_data();
		self::assertSame( array( 'Made by hand', 4, '' ), array( $found['document']->purpose, $found['version'], $found['name'] ) );
		self::assertNull( $this->gates()->find( 'members-lounge' ) );

		self::assertSame( 201, $this->admin( 'POST', '/admin/gates', array( 'version' => 4 ) + self::gate_of( 'members-lounge' ) )->get_status() );
		self::assertSame( 5, $this->gates()->find( 'members-lounge' )->version );
	}

	/** @dataProvider names_of_none */
	public function test_a_name_that_no_policy_can_have_is_refused( string $policy ): void {
		$response = $this->admin( 'POST', '/admin/gates', self::gate_of( $policy ) );

		self::assertSame( array( 422, 'gate_name_invalid' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( array(), $this->service->calls );
	}

	public static function names_of_none(): array {
		return array( array( '' ), array( '-board' ), array( 'board-' ), array( 'the board' ), array( '../site' ), array( str_repeat( 'a', 65 ) ), array( "board\n" ) );
	}

	public function test_a_gate_has_a_name(): void {
		$response = $this->admin( 'POST', '/admin/gates', array( 'name' => " <b></b>\n" ) + self::gate_of( 'board' ) );

		self::assertSame( 'gate_without_name', $response->get_data()['code'] );
		self::assertSame( array(), $this->service->calls );
	}

	public function test_a_change_makes_a_new_version_and_is_said_to_what_keeps_pages(): void {
		$this->gate_is( 'board', 1 );
		$this->policy_is( 'board', 1 );
		$this->takes( 'board', 2, 'Read the papers' );
		$before = did_action( Gates::CHANGED );

		$response = $this->admin( 'PUT', '/admin/gates/board', array( 'version' => 1 ) + self::gate_of( 'board' ) );

		self::assertSame( array( 200, 2, 'Read the papers' ), array( $response->get_status(), $response->get_data()['version'], $response->get_data()['document']->purpose ) );
		self::assertSame( 'The board room', $this->gates()->find( 'board' )->name );
		self::assertSame( $before + 1, did_action( Gates::CHANGED ) );
	}

	/** @dataProvider versions */
	public function test_a_change_over_somebody_elses_is_refused_and_shows_theirs( ?int $looked_at ): void {
		$this->gate_is( 'board', 1 );
		$this->policy_is( 'board', 3, 'Theirs' );
		$this->takes( 'board', 4 );

		$response = $this->admin( 'PUT', '/admin/gates/board', ( null === $looked_at ? array() : array( 'version' => $looked_at ) ) + self::gate_of( 'board' ) );

		self::assertSame( array( 409, 'gate_changed', 3, 'Theirs' ), array( $response->get_status(), $response->get_data()['code'], $response->get_data()['version'], $response->get_data()['document']->purpose ) );
		self::assertNotContains( 'PUT /v1/policies/board', $this->called() );
		self::assertSame( 'The lounge', $this->gates()->find( 'board' )->name );
	}

	public static function versions(): array {
		return array(
			'past this site'          => array( null ),
			'by another who has it open' => array( 2 ),
		);
	}

	public function test_saving_brings_a_policy_back_that_the_service_lost(): void {
		$this->gate_is( 'board', 7 );
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );

		self::assertSame( 200, $this->admin( 'PUT', '/admin/gates/board', array( 'version' => 7 ) + self::gate_of( 'board' ) )->get_status() );
		self::assertSame( 1, $this->gates()->find( 'board' )->version );
	}

	public function test_looking_at_a_gate_takes_over_what_was_changed_at_the_service(): void {
		$this->gate_is( 'board', 1 );
		$this->takes( 'board', 0 );
		$this->policy_is( 'board', 2, 'Theirs' );

		$first = $this->admin( 'GET', '/admin/gates/board' )->get_data();
		self::assertSame( array( true, 2, 'Theirs', 'The lounge' ), array( $first['changedElsewhere'], $first['version'], $first['document']->purpose, $first['name'] ) );
		self::assertFalse( $this->admin( 'GET', '/admin/gates/board' )->get_data()['changedElsewhere'] );
	}

	public function test_a_gate_can_be_looked_at_while_the_service_is_down_and_not_saved(): void {
		$this->gate_is( 'board', 1 );
		$this->service->is_down();

		self::assertSame( array( 200, false ), array( $this->admin( 'GET', '/admin/gates/board' )->get_status(), $this->admin( 'GET', '/admin/gates/board' )->get_data()['changedElsewhere'] ) );
		$response = $this->admin( 'PUT', '/admin/gates/board', self::gate_of( 'board' ) );
		self::assertSame( array( 503, 'service_unreachable' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( 'The lounge', $this->gates()->find( 'board' )->name );
	}

	public function test_a_gate_that_is_nowhere_is_unknown_to_each_route(): void {
		$this->has_no( 'board' );

		foreach ( array( 'GET' => null, 'PUT' => self::gate_of( 'board' ), 'DELETE' => null ) as $method => $body ) {
			$response = $this->admin( $method, '/admin/gates/board', $body );
			self::assertSame( array( 404, 'policy_unknown' ), array( $response->get_status(), $response->get_data()['code'] ), $method );
		}
	}

	public function test_deleting_takes_the_policy_away_and_ends_what_it_opened(): void {
		global $wpdb;
		$this->gate_is( 'board' );
		$visitor = $this->grant( 'board' );
		$other   = $this->grant( 'members-lounge' );
		$this->service->answer( 'DELETE', '/v1/policies/board', 204, '' );

		self::assertSame( 200, $this->admin( 'DELETE', '/admin/gates/board' )->get_status() );

		self::assertSame( array( 'DELETE /v1/policies/board' ), $this->called() );
		self::assertNull( $this->gates()->find( 'board' ) );
		self::assertNull( $this->grants()->live( 'board', array( $visitor ), $this->now() ) );
		self::assertNotNull( $this->grants()->live( 'members-lounge', array( $other ), $this->now() ) );
		self::assertSame( array( 'ended', 'board', 1 ), self::pick( $this->log()->page()[0], 'kind', 'policy', 'actor' ) );
		self::assertSame( 1, ( new Grant_List( $wpdb, Plugin::instance()->tables->grants() ) )->count( 'board', 'policy_changed' ) );
	}

	/** @dataProvider deletions */
	public function test_a_gate_that_stands_nowhere_goes_though_the_service_keeps_its_policy( int $status, string $code ): void {
		$this->gate_is( 'board' );
		$this->service->answer( 'DELETE', '/v1/policies/board', $status, array( 'code' => $code, 'status' => $status ) );

		self::assertSame( 200, $this->admin( 'DELETE', '/admin/gates/board' )->get_status() );
		self::assertNull( $this->gates()->find( 'board' ) );
	}

	public static function deletions(): array {
		return array( array( 409, 'policy_in_use' ), array( 404, 'policy_unknown' ) );
	}

	public function test_a_gate_stays_when_the_service_does_not_answer(): void {
		$this->gate_is( 'board' );
		$this->service->is_down();

		self::assertSame( 503, $this->admin( 'DELETE', '/admin/gates/board' )->get_status() );
		self::assertNotNull( $this->gates()->find( 'board' ) );
	}

	public function test_a_gate_that_stands_somewhere_is_not_deleted_and_it_is_said_where(): void {
		$this->gate_is( 'members-lounge' );
		$post = $this->gated_post( 'x', 'Minutes & papers' );

		$response = $this->admin( 'DELETE', '/admin/gates/members-lounge' );

		self::assertSame( array( 409, 'gate_in_use' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertSame( array( array( 'title' => 'Minutes & papers', 'editUrl' => admin_url( "post.php?post=$post&action=edit" ) ) ), $response->get_data()['usedIn'] );
		self::assertStringContainsString( 'Minutes & papers', $response->get_data()['what'] );
		self::assertSame( array(), $this->service->calls );
		self::assertNotNull( $this->gates()->find( 'members-lounge' ) );
	}

	public function test_texts_are_stored_plain_whatever_is_typed(): void {
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );
		$this->admin( 'POST', '/admin/gates', array( 'name' => " The <script>alert(1)</script>board\u{202E} \n room<img src=x onerror=alert(1)>", 'teaser' => "One\r\ntwo \u{0007}<a href='javascript:alert(1)'>three</a> & 4 < 5" ) + self::gate_of( 'board' ) );

		$gate = $this->gates()->find( 'board' );
		self::assertSame( 'The board room', $gate->name );
		self::assertSame( "One\ntwo three & 4 < 5", $gate->teaser );
	}

	public function test_very_long_texts_are_cut(): void {
		$this->has_no( 'board' );
		$this->takes( 'board', 1 );
		$this->admin( 'POST', '/admin/gates', array( 'name' => str_repeat( 'ä', 300 ), 'teaser' => str_repeat( 'ä', 3000 ) ) + self::gate_of( 'board' ) );

		self::assertSame( array( 200, 2000 ), array( mb_strlen( $this->gates()->find( 'board' )->name ), mb_strlen( $this->gates()->find( 'board' )->teaser ) ) );
	}

	public function test_checking_asks_in_the_admins_language_and_stores_nothing(): void {
		update_user_meta( 1, 'locale', 'pt_BR' );
		$said = array( 'valid' => false, 'problems' => array( array( 'path' => 'purpose', 'message' => 'is needed' ) ), 'summary' => null, 'asks' => array() );
		$this->service->answer( 'POST', '/v1/policies/check', 200, $said );

		self::assertSame( $said, $this->admin( 'POST', '/admin/gates/check', array( 'document' => array( 'accept' => array() ) ) )->get_data() );
		self::assertSame( array( 'policy' => array( 'accept' => array() ), 'locale' => 'pt-BR' ), $this->service->calls[0]['body'] );
		self::assertSame( array(), $this->gates()->all() );
	}

	/** @return array<string, mixed> */
	private static function gate_of( string $policy ): array {
		return array( 'policy' => $policy, 'name' => 'The board room', 'teaser' => 'Papers.', 'document' => self::document() );
	}

	/** @param array<string, mixed> $from @return list<mixed> */
	private static function pick( array $from, string ...$names ): array {
		return array_map( static fn ( string $name ): mixed => $from[ $name ], $names );
	}
}
