<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

/**
 * What one gate of one post holds. It never changes: other words are another part, so that revisions keep theirs.
 */
final class Sealed_Part {

	/** @param int $host The post that it belongs to; 0 while that post is being made. */
	public function __construct(
		public readonly string $key,
		public readonly int $host,
		public readonly string $policy,
		public readonly string $content,
	) {}
}
