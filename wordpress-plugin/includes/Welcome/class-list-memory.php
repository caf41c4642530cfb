<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Recognition\Listed_Page;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Site_Api;

/**
 * What the service said of a list, for pages that everybody may load: asked for every five minutes at most, by one
 * visitor at a time. The first page of each list is kept for a week, so that it can still be shown while the service is
 * away; later pages and what was searched are kept only as long as they are current, and by an object cache alone, so
 * that nobody can fill the database with them.
 */
final class List_Memory {

	public const PER_PAGE = 25;

	private const CURRENT = 300;
	private const KEPT    = WEEK_IN_SECONDS;
	/** So long nobody asks again after one asked. */
	private const PATIENCE = 30;
	private const TIMEOUT  = 2.0;
	private const GROUP    = 'coop_credentials_lists';

	/** Once the service did not answer, this page of ours waits for it no second time. */
	private bool $is_away = false;

	public function __construct(
		private readonly Site_Api $service,
		private readonly Connection_Settings $settings,
	) {}

	/** Those whom a list recognises now, from the first on; null where that was never known. */
	public function first( string $list, int $now ): ?Seen_Page {
		$key  = $this->key( $list );
		$kept = get_transient( $key );
		$kept = is_array( $kept ) ? $kept : array(
			'answer' => null,
			'at'     => 0,
			'asked'  => 0,
		);

		if ( $now - $kept['at'] < self::CURRENT || $now - $kept['asked'] < self::PATIENCE || $this->is_away ) {
			return $this->seen( $kept, $now );
		}

		set_transient( $key, array( ...$kept, 'asked' => $now ), self::KEPT );
		$answer = $this->ask( $list, '', 'active', 0 );

		if ( null === $answer ) {
			return $this->seen( $kept, $now );
		}

		$fresh = array(
			'answer' => $answer,
			'at'     => $now,
			'asked'  => $now,
		);
		set_transient( $key, $fresh, self::KEPT );

		return $this->seen( $fresh, $now );
	}

	/** A later page, or what fits a search; null where the service does not answer. */
	public function look( string $list, string $search, int $page, int $now ): ?Seen_Page {
		$key    = $this->key( $list ) . md5( "$page $search" );
		$answer = wp_cache_get( $key, self::GROUP );

		if ( ! is_array( $answer ) ) {
			$answer = $this->is_away ? null : $this->ask( $list, $search, '' === $search ? 'active' : '', ( $page - 1 ) * self::PER_PAGE );
			null === $answer || wp_cache_set( $key, $answer, self::GROUP, self::CURRENT );
		}

		return null === $answer ? null : new Seen_Page( Listed_Page::parse( $answer ), $now, true );
	}

	/** @param array{answer: array<mixed>|null, at: int, asked: int} $kept */
	private function seen( array $kept, int $now ): ?Seen_Page {
		return null === $kept['answer'] || $now - $kept['at'] > self::KEPT ? null : new Seen_Page( Listed_Page::parse( $kept['answer'] ), $kept['at'], $now - $kept['at'] < self::CURRENT + self::PATIENCE );
	}

	/** @return array<string, mixed>|null What can be read as a page. */
	private function ask( string $list, string $search, string $state, int $from ): ?array {
		try {
			$answer = $this->service->recognised( $list, $search, $state, $from, self::PER_PAGE, self::TIMEOUT );
			Listed_Page::parse( $answer );

			return $answer;
		} catch ( Problem ) {
			$this->is_away = true;

			return null;
		}
	}

	/** Another service, or another site of it, has said something else. */
	private function key( string $list ): string {
		return 'coop_credentials_list_' . substr( md5( $this->settings->url() . ' ' . $this->settings->about()['siteId'] . ' ' . $list ), 0, 20 );
	}
}
