<?php
declare( strict_types=1 );

namespace CoopCredentials\Problem;

/**
 * A fault that only this plugin knows, to somebody who runs the site; the table of codes has no row for it.
 */
final class Site_Problem extends Problem {

	/**
	 * @param string               $what What is wrong, in a sentence.
	 * @param string               $next What to do about it, in a sentence.
	 * @param array<string, mixed> $members What else the answer has, for the screen that asked.
	 */
	public function __construct(
		string $code,
		int $status,
		private readonly string $what,
		private readonly string $next = '',
		private readonly array $members = array(),
	) {
		parent::__construct( $code, $status );
	}

	public function for_browser(): array {
		return array(
			...$this->members,
			'code'   => $this->problem_code,
			'title'  => $this->what,
			'status' => $this->http_status(),
			'what'   => $this->what,
			'next'   => $this->next,
		);
	}
}
