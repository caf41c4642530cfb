<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Plugin;
use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Rest\Collect_Call;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Account;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;

final class Collect_Call_Test extends WordPress_Test_Case {

	public function test_an_accepted_answer_becomes_a_grant_of_this_browser(): void {
		$visitor = $this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );

		$response = $this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertSame( 'accepted', $response->get_data()['state'] );
		self::assertSame( 'Our neighbours.', $response->get_data()['reason'] );
		self::assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
		self::assertSame( array( 'responseCode' => 'code' ), $this->service->calls[0]['body'] );
		self::assertSame( 'vf_pr_1', $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() )->verification_id );
	}

	public function test_a_second_tab_without_the_code_gets_the_stored_grant(): void {
		$this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );

		$first  = $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data();
		$second = $this->call( 'collect' )->get_data();
		$third  = $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data();

		self::assertSame( $first, $second );
		self::assertSame( $first, $third );
		self::assertCount( 1, $this->service->calls );
	}

	public function test_a_result_that_comes_after_another_click_still_lets_this_browser_in(): void {
		$this->asked( 'pr_1' );
		$kept = $_COOKIE;
		Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );
		list( $_COOKIE, $newer ) = array( $kept, $_COOKIE );
		$this->accepts( 'pr_1' );

		$this->call( 'collect', array( 'responseCode' => 'code' ) );
		$_COOKIE = $newer;

		self::assertNotNull( $this->grants()->live( 'members-lounge', Visitor_Cookie::for_this_site()->visitors(), $this->now() ) );
	}

	public function test_what_a_click_before_asked_for_is_granted_to_the_cookie_of_now(): void {
		$this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );
		$now = Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );

		$this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertNotNull( $this->grants()->live( 'members-lounge', array( $now ), $this->now() ) );
	}

	public function test_the_cookie_lives_as_long_as_the_grant(): void {
		$this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );
		$sent   = array();
		$name   = (string) array_key_first( $_COOKIE );
		$cookie = new Visitor_Cookie(
			$name,
			array(),
			static function ( string $name, string $value, array $options ) use ( &$sent ): void {
				$sent[] = array( $value, $options['expires'] );
			}
		);

		( new Collect_Call( new Site_Api( $this->settings() ), $this->requests(), $this->grants(), $cookie, new Visitor( $cookie, new Account() ), $this->log() ) )->handle( new WP_REST_Request(), 'members-lounge' );

		self::assertSame( $_COOKIE[ $name ], $sent[0][0] );
		self::assertEqualsWithDelta( time() + 30 * DAY_IN_SECONDS, $sent[0][1], 5 );
	}

	public function test_many_clicks_at_other_gates_do_not_hide_the_one_that_was_answered(): void {
		$visitor = $this->asked( 'pr_1' );
		foreach ( range( 2, 8 ) as $number ) {
			$this->asked_again( "pr_$number", $visitor, 'board' );
		}
		$this->accepts( 'pr_1' );

		self::assertSame( 'accepted', $this->call( 'collect' )->get_data()['state'] );
	}

	public function test_a_code_finds_the_one_of_several_requests_that_it_belongs_to(): void {
		$visitor = $this->asked( 'pr_1', 'board' );
		$this->asked_again( 'pr_2', $visitor );
		$this->accepts( 'pr_1', 'board' );
		$this->refuses_call( 'pr_2', 403, 'response_code_wrong' );

		self::assertSame( 'accepted', $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data()['state'] );
		self::assertNotNull( $this->grants()->live( 'board', array( $visitor ), $this->now() ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	public function test_a_stranger_with_anothers_code_gets_nothing(): void {
		$this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );
		$_COOKIE = array();

		self::assertSame( 'request_unknown', $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data()['code'] );

		Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );
		self::assertSame( 'request_unknown', $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data()['code'] );
		self::assertSame( array(), $this->service->calls );
	}

	public function test_a_forged_callback_opens_nothing(): void {
		$visitor = $this->asked( 'pr_1' );
		$this->refuses_call( 'pr_1', 403, 'response_code_wrong' );

		$response = $this->call( 'collect', array( 'responseCode' => 'made-up', 'state' => 'accepted', 'verification' => array( 'id' => 'vf_1' ) ) );

		self::assertSame( array( 403, 'response_code_wrong' ), array( $response->get_status(), $response->get_data()['code'] ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	public function test_a_result_for_another_subject_opens_nothing(): void {
		$visitor = $this->asked( 'pr_1' );
		$this->accepts( 'pr_1', 'members-lounge', array( 'subject' => 's_other' ) );

		self::assertSame( 502, $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_status() );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	public function test_a_refusal_says_why_in_every_tab(): void {
		$visitor = $this->asked( 'pr_1' );
		$this->service->answer( 'POST', '/v1/presentation-requests/pr_1/collect', 200, array( 'id' => 'pr_1', 'subject' => 's_pr_1', 'state' => 'rejected', 'problem' => array( 'code' => 'credential_expired', 'at' => '2026-01-31' ) ) );

		$first  = $this->call( 'collect', array( 'responseCode' => 'code' ) );
		$second = $this->call( 'collect' );

		self::assertSame( 200, $first->get_status() );
		self::assertSame( 'rejected', $first->get_data()['state'] );
		self::assertSame( 'credential_expired', $first->get_data()['problem']['code'] );
		self::assertSame( '2026-01-31', $first->get_data()['problem']['at'] );
		self::assertSame( $first->get_data()['problem']['what'], $second->get_data()['problem']['what'] );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	/** @dataProvider passed_on */
	public function test_what_keeps_the_service_from_answering_is_passed_on_and_can_be_tried_again( int $status, string $code ): void {
		$this->asked( 'pr_1' );
		$this->refuses_call( 'pr_1', $status, $code );

		$response = $this->call( 'collect' );
		self::assertSame( array( $status, $code ), array( $response->get_status(), $response->get_data()['code'] ) );

		$this->accepts( 'pr_1' );
		self::assertSame( 'accepted', $this->call( 'collect' )->get_data()['state'] );
	}

	public static function passed_on(): array {
		return array(
			array( 409, 'request_not_answered' ),
			array( 403, 'response_code_missing' ),
			array( 503, 'did_unresolvable' ),
			array( 429, 'rate_limited' ),
		);
	}

	public function test_who_is_kept_out_is_refused_and_told_so(): void {
		global $wpdb;
		$wpdb->update( CoopCredentials\Plugin::instance()->tables->grants(), array( 'state' => 'banned', 'holder' => 'pairwise' ), array( 'visitor' => $this->grant( 'members-lounge' ) ) );
		$visitor = $this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );

		$response = $this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertSame( array( 'rejected', 'holder_barred' ), array( $response->get_data()['state'], $response->get_data()['problem']['code'] ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	public function test_who_is_kept_out_while_the_grant_is_stored_stays_out(): void {
		global $wpdb;
		$table = CoopCredentials\Plugin::instance()->tables->grants();
		$other = $this->grant( 'members-lounge' );
		$wpdb->update( $table, array( 'holder' => 'pairwise' ), array( 'visitor' => $other ) );
		$visitor = $this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );
		$is_banned = false;
		add_filter(
			'query',
			static function ( string $query ) use ( &$is_banned, $table, $other ): string {
				if ( ! $is_banned && str_starts_with( $query, 'INSERT INTO' ) && str_contains( $query, $table ) ) {
					$is_banned = true;
					$GLOBALS['wpdb']->update( $table, array( 'state' => 'banned' ), array( 'visitor' => $other ) );
				}

				return $query;
			}
		);

		$response = $this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertTrue( $is_banned );
		self::assertSame( array( 'rejected', 'holder_barred' ), array( $response->get_data()['state'], $response->get_data()['problem']['code'] ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	public function test_forgetting_locks_again_for_good(): void {
		$visitor = $this->asked( 'pr_1' );
		$this->accepts( 'pr_1' );
		$this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertSame( 204, $this->call( 'forget' )->get_status() );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
		self::assertNull( Visitor_Cookie::for_this_site()->visitor() );
		self::assertSame( 'request_unknown', $this->call( 'collect', array( 'responseCode' => 'code' ) )->get_data()['code'] );
	}

	public function test_forgetting_one_gate_leaves_the_others_open(): void {
		$visitor = $this->grant( 'board' );

		$this->call( 'forget' );

		self::assertNotNull( $this->grants()->live( 'board', array( $visitor ), $this->now() ) );
		self::assertSame( $visitor, Visitor_Cookie::for_this_site()->visitor() );
	}

	public function test_forgetting_tells_the_service_now_or_when_it_is_back(): void {
		global $wpdb;
		$this->connect();
		$this->grant( 'members-lounge' );
		$id = $this->grants()->of( Visitor_Cookie::for_this_site()->visitors() )[0]->verification_id;

		$this->call( 'forget' );

		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT method, path FROM %i WHERE dedup = %s', Plugin::instance()->tables->outbox(), "forget-$id" ), ARRAY_N );
		self::assertSame( array( 'DELETE', "/v1/verifications/$id" ), $row );
		self::assertSame( Event_Log::DROPPED, $this->log()->page()[0]['kind'] );
	}

	public function test_who_is_logged_in_is_let_in_as_their_account_and_drops_it_there(): void {
		$visitor                      = $this->asked( 'pr_1' );
		$user                         = (int) wp_insert_user( array( 'user_login' => 'mara', 'user_pass' => 'x' ) );
		$_COOKIE[ LOGGED_IN_COOKIE ]  = wp_generate_auth_cookie( $user, time() + 3600, 'logged_in' );
		$this->accepts( 'pr_1' );

		$this->call( 'collect', array( 'responseCode' => 'code' ) );
		self::assertNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
		self::assertNotNull( $this->grants()->live( 'members-lounge', array( Account::hash( $user ) ), $this->now() ) );

		$this->call( 'forget' );
		self::assertNull( $this->grants()->live( 'members-lounge', array( Account::hash( $user ) ), $this->now() ) );
	}

	public function test_a_forged_log_in_is_nobodys_account(): void {
		$visitor                     = $this->asked( 'pr_1' );
		$_COOKIE[ LOGGED_IN_COOKIE ] = 'admin|' . ( time() + 3600 ) . '|token|' . str_repeat( 'a', 64 );
		$this->accepts( 'pr_1' );

		$this->call( 'collect', array( 'responseCode' => 'code' ) );

		self::assertNotNull( $this->grants()->live( 'members-lounge', array( $visitor ), $this->now() ) );
	}

	private function asked( string $request_id, string $policy = 'members-lounge' ): string {
		$this->connect();
		$visitor = Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );
		$this->asked_again( $request_id, $visitor, $policy );

		return $visitor;
	}

	private function asked_again( string $request_id, string $visitor, string $policy = 'members-lounge' ): void {
		$this->requests()->add( new Presentation_Request( $request_id, "s_$request_id", $policy, $visitor ), $this->now() );
	}

	/** @param array<string, mixed> $change */
	private function accepts( string $request_id, string $policy = 'members-lounge', array $change = array() ): void {
		$this->service->answer(
			'POST',
			"/v1/presentation-requests/$request_id/collect",
			200,
			array_replace(
				array(
					'id'           => $request_id,
					'subject'      => "s_$request_id",
					'state'        => 'accepted',
					'verification' => array(
						'id'          => "vf_$request_id",
						'holder'      => 'pairwise',
						'policy'      => array( 'id' => $policy ),
						'state'       => 'live',
						'grantUntil'  => $this->now()->modify( '+30 days' )->format( 'Y-m-d\TH:i:s\Z' ),
						'credentials' => array( array( 'reason' => 'Our neighbours.' ) ),
					),
				),
				$change
			)
		);
	}

	private function refuses_call( string $request_id, int $status, string $code ): void {
		$this->service->answer( 'POST', "/v1/presentation-requests/$request_id/collect", $status, array( 'code' => $code, 'status' => $status ) );
	}
}
