<?php
declare( strict_types=1 );

namespace CoopCredentials\Outbox;

/**
 * One call that the service still has to answer.
 */
final class Entry {

	/** @param array<string, mixed>|null $body */
	public function __construct(
		public readonly int $id,
		public readonly string $dedup,
		public readonly string $method,
		public readonly string $path,
		public readonly ?array $body,
		public readonly int $attempts,
	) {}

	/** @param array<string, string|null> $row As it was before it was taken: that taking it is one more attempt. */
	public static function from_row( array $row ): self {
		$body = json_decode( (string) $row['body'], true );

		return new self(
			(int) $row['id'],
			(string) $row['dedup'],
			(string) $row['method'],
			(string) $row['path'],
			is_array( $body ) ? $body : null,
			(int) $row['attempts'] + 1
		);
	}
}
