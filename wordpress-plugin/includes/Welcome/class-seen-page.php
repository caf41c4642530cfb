<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

use CoopCredentials\Recognition\Listed_Page;

/**
 * A page of a list, and when it was asked for.
 */
final class Seen_Page {

	public function __construct(
		public readonly Listed_Page $page,
		public readonly int $at,
		/** Whether it is as the service says it now, a few minutes apart. */
		public readonly bool $is_current,
	) {}
}
