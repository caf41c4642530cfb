<?php
declare( strict_types=1 );

namespace CoopCredentials\Request;

use CoopCredentials\Problem\Problem;

/**
 * A presentation request that a visitor's click opened at the service.
 *
 * `subject` is random and made for this request only; the answer must name it again. `refusal` is there once
 * it was collected and refused, so that the visitor's other tab can say why too.
 */
final class Presentation_Request {

	public function __construct(
		public readonly string $request_id,
		public readonly string $subject,
		public readonly string $policy,
		public readonly string $visitor,
		public readonly ?Problem $refusal = null,
	) {}

	/** @param array<string, string|null> $row A row of the requests table. */
	public static function from_row( array $row ): self {
		$refusal = json_decode( $row['refusal'] ?? '', true );

		return new self(
			(string) $row['request_id'],
			(string) $row['subject'],
			(string) $row['policy'],
			(string) $row['visitor'],
			is_array( $refusal ) ? Problem::parse( $refusal, 422 ) : null
		);
	}
}
