<?php
declare( strict_types=1 );

namespace CoopCredentials\Visit;

/**
 * Who is there: a browser by its cookie, and the account it is logged in to.
 */
final class Visitor {

	public function __construct(
		private readonly Visitor_Cookie $cookie,
		private readonly Account $account,
	) {}

	/**
	 * Every hash whose grants are this visitor's; empty for a stranger.
	 *
	 * @return list<string>
	 */
	public function hashes(): array {
		$account = $this->account->current();

		return null === $account ? $this->cookie->visitors() : array( ...$this->cookie->visitors(), $account );
	}

	/** Where a new grant belongs: the account if there is one, else the browser; null for a stranger. */
	public function home(): ?string {
		return $this->account->current() ?? $this->cookie->visitor();
	}
}
