<?php
declare( strict_types=1 );

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Request\Presentation_Request;
use CoopCredentials\Verifier\Collected;
use PHPUnit\Framework\TestCase;

final class Collected_Test extends TestCase {

	private const NOW = '2026-11-20T12:00:00Z';

	public function test_an_accepted_answer_becomes_a_grant(): void {
		$grant = $this->read( self::accepted() );

		self::assertInstanceOf( Grant::class, $grant );
		self::assertSame( 'vf_1', $grant->verification_id );
		self::assertSame( 'members-lounge', $grant->policy );
		self::assertSame( 'visitor-hash', $grant->visitor );
		self::assertSame( 'Recognised because they are our neighbours.', $grant->reason );
		self::assertSame( '2026-12-20T12:00:00Z', $grant->until() );
		self::assertSame( array( 'did:web:coop.example', 'Harvest Co-op', 3 ), array( $grant->issuer, $grant->issuer_name, $grant->policy_version ) );
	}

	public function test_the_co_ops_recognised_name_stands_in_for_a_missing_reason(): void {
		$answer = self::accepted();
		unset( $answer['verification']['credentials'][0]['reason'] );

		self::assertSame( 'Harvest Co-op', $this->read( $answer )->reason );
	}

	public function test_a_rejected_answer_becomes_its_problem(): void {
		$problem = $this->read( array( 'id' => 'pr_1', 'subject' => 's_1', 'state' => 'rejected', 'problem' => array( 'code' => 'credential_expired', 'at' => '2026-01-31' ) ) );

		self::assertInstanceOf( Problem::class, $problem );
		self::assertSame( 'credential_expired', $problem->problem_code );
	}

	public function test_what_ended_before_it_was_collected_grants_nothing(): void {
		$answer                          = self::accepted();
		$answer['verification']['state'] = 'revoked';
		self::assertSame( 'verification_ended', $this->read( $answer )->problem_code );

		$answer['verification']['problem'] = array( 'code' => 'credential_revoked' );
		self::assertSame( 'credential_revoked', $this->read( $answer )->problem_code );

		unset( $answer['verification']['state'], $answer['verification']['problem'] );
		self::assertSame( 'verification_ended', $this->read( $answer )->problem_code );
	}

	/**
	 * @dataProvider not_ours
	 * @param callable(array<string, mixed>): array<string, mixed> $change
	 */
	public function test_an_answer_that_does_not_fit_the_request_grants_nothing( callable $change ): void {
		try {
			$this->read( $change( self::accepted() ) );
		} catch ( Problem $problem ) {
			self::assertSame( 'internal_error', $problem->problem_code );
			return;
		}
		self::fail( 'It was read.' );
	}

	public static function not_ours(): array {
		$with = static fn ( array $change ): callable => static fn ( array $answer ): array => array( array_replace_recursive( $answer, $change ) )[0];

		return array(
			'another request'       => array( $with( array( 'id' => 'pr_2' ) ) ),
			'another subject'       => array( $with( array( 'subject' => 's_2' ) ) ),
			'another policy'        => array( $with( array( 'verification' => array( 'policy' => array( 'id' => 'board' ) ) ) ) ),
			'a state of tomorrow'   => array( $with( array( 'state' => 'perhaps' ) ) ),
			'open'                  => array( $with( array( 'state' => 'open' ) ) ),
			'no verification'       => array( static fn ( array $answer ): array => array_diff_key( $answer, array( 'verification' => 1 ) ) ),
			'an end in the past'    => array( $with( array( 'verification' => array( 'grantUntil' => self::NOW ) ) ) ),
			'an end in words'       => array( $with( array( 'verification' => array( 'grantUntil' => 'next year' ) ) ) ),
			'no end'                => array( $with( array( 'verification' => array( 'grantUntil' => null ) ) ) ),
			'an id with markup'     => array( $with( array( 'verification' => array( 'id' => '<b>' ) ) ) ),
			'an endless holder'     => array( $with( array( 'verification' => array( 'holder' => str_repeat( 'a', 65 ) ) ) ) ),
		);
	}

	private function read( array $answer ): Grant|Problem {
		return Collected::read( $answer, new Presentation_Request( 'pr_1', 's_1', 'members-lounge', 'visitor-hash' ), new DateTimeImmutable( self::NOW ) );
	}

	/** @return array<string, mixed> As the API tells it. */
	private static function accepted(): array {
		return array(
			'id'           => 'pr_1',
			'subject'      => 's_1',
			'state'        => 'accepted',
			'verification' => array(
				'id'          => 'vf_1',
				'holder'      => 'pairwise-id',
				'policy'      => array( 'id' => 'members-lounge', 'version' => 3 ),
				'matched'     => array( 'accept' => 0 ),
				'grantUntil'  => '2026-12-20T14:00:00.000+02:00',
				'state'       => 'live',
				'credentials' => array(
					array(
						'type'   => 'CoopMembershipCredential',
						'issuer' => array( 'id' => 'did:web:coop.example', 'name' => 'Harvest Co-op' ),
						'reason' => 'Recognised because they are our neighbours.',
					),
				),
			),
		);
	}
}
