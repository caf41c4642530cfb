<?php
declare( strict_types=1 );

use CoopCredentials\Problem\Problem;
use PHPUnit\Framework\TestCase;

final class Problem_Test extends TestCase {

	public function test_the_services_problem_keeps_its_code_and_gets_words_with_its_parameters(): void {
		$problem = Problem::parse( array( 'code' => 'credential_expired', 'status' => 422, 'title' => 'x', 'at' => '2026-01-31' ), 422 );

		self::assertSame( 'credential_expired', $problem->for_browser()['code'] );
		self::assertSame( 'Your membership ended on 2026-01-31.', $problem->for_browser()['what'] );
		self::assertSame( 'Renew it at your co-op, then come back.', $problem->for_browser()['next'] );
		self::assertSame( '2026-01-31', $problem->for_browser()['at'] );
	}

	public function test_parameters_may_come_in_an_object_of_their_own(): void {
		$problem = Problem::parse( array( 'code' => 'issuer_not_recognised', 'params' => array( 'issuer' => 'coop.example' ) ), 422 );

		self::assertStringContainsString( 'coop.example', (string) $problem->for_browser()['what'] );
	}

	public function test_a_parameter_cannot_replace_the_code_or_the_words(): void {
		$problem = Problem::parse( array( 'code' => 'credential_expired', 'params' => array( 'code' => 'x', 'what' => 'x', 'status' => 200 ) ), 422 );

		self::assertSame( 'credential_expired', $problem->for_browser()['code'] );
		self::assertNotSame( 'x', $problem->for_browser()['what'] );
		self::assertSame( 422, $problem->for_browser()['status'] );
	}

	public function test_a_code_of_a_later_service_is_passed_on_with_general_words(): void {
		$problem = Problem::parse( array( 'code' => 'code_of_tomorrow' ), 418 );

		self::assertSame( 'code_of_tomorrow', $problem->for_browser()['code'] );
		self::assertSame( 418, $problem->http_status() );
		self::assertSame( 'Something went wrong on our side.', $problem->for_browser()['what'] );
	}

	/** @dataProvider codeless */
	public function test_an_answer_without_a_readable_code_is_our_fault( array $body ): void {
		self::assertSame( 'internal_error', Problem::parse( $body, 404 )->problem_code );
		self::assertSame( 502, Problem::parse( $body, 404 )->http_status() );
	}

	public static function codeless(): array {
		return array( array( array() ), array( array( 'code' => '<script>' ) ), array( array( 'code' => 5 ) ) );
	}

	public function test_a_code_of_ours_has_the_status_of_the_table(): void {
		self::assertSame( 403, ( new Problem( 'origin_not_allowed' ) )->http_status() );
		self::assertSame( 503, ( new Problem( 'site_not_connected' ) )->http_status() );
	}

	public function test_a_problem_never_answers_like_a_success(): void {
		self::assertSame( 500, Problem::parse( array( 'code' => 'internal_error', 'status' => 200 ), 200 )->http_status() );
	}
}
