<?php
declare( strict_types=1 );

final class Policy_Check_Test extends WordPress_Test_Case {

	public function test_an_author_learns_what_a_rule_is_for(): void {
		wp_set_current_user( 1 );
		$this->connect();
		$this->service->answer( 'GET', '/v1/policies/members-lounge', 200, array( 'id' => 'members-lounge', 'version' => 1, 'policy' => array( 'purpose' => 'Open the lounge' ) ) );

		self::assertSame( array( 'found' => true, 'text' => 'The service has this rule: Open the lounge' ), $this->look()->get_data() );
	}

	public function test_an_author_learns_that_a_rule_is_not_there(): void {
		wp_set_current_user( 1 );
		$this->connect();
		$this->service->answer( 'GET', '/v1/policies/members-lounge', 404, array( 'code' => 'policy_unknown' ) );

		self::assertFalse( $this->look()->get_data()['found'] );
		self::assertStringContainsString( 'no rule of that name', $this->look()->get_data()['text'] );
	}

	public function test_a_name_that_no_rule_can_have_is_explained_and_asked_of_nobody(): void {
		wp_set_current_user( 1 );
		$this->connect();

		foreach ( array( 'Members Lounge!', 'a/b', '../site' ) as $name ) {
			self::assertStringContainsString( 'only letters, digits', $this->look( $name )->get_data()['text'] ?? '', $name );
		}
		self::assertSame( array(), $this->service->calls );
	}

	public function test_a_stranger_learns_nothing(): void {
		$this->connect();

		self::assertSame( 401, $this->look()->get_status() );
		self::assertSame( array(), $this->service->calls );
	}

	private function look( string $name = 'members-lounge' ): WP_REST_Response {
		return rest_do_request( new WP_REST_Request( 'GET', "/coop-credentials/v1/policies/$name" ) );
	}
}
