<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

/**
 * What a visitor asks the page for, in its address: a search, and a later page of one list.
 */
final class Question {

	public const SEARCH = 'coop-search';
	public const LIST   = 'coop-list';
	public const PAGE   = 'coop-page';

	private const LONGEST = 200;
	private const LAST    = 2000;

	public function __construct(
		public readonly string $search = '',
		public readonly string $list = '',
		private readonly int $page = 1,
	) {}

	public static function asked(): self {
		// phpcs:disable WordPress.Security.NonceVerification -- Reading, by anybody.
		return new self(
			trim( mb_substr( sanitize_text_field( wp_unslash( is_string( $_GET[ self::SEARCH ] ?? null ) ? $_GET[ self::SEARCH ] : '' ) ), 0, self::LONGEST ) ),
			sanitize_text_field( wp_unslash( is_string( $_GET[ self::LIST ] ?? null ) ? $_GET[ self::LIST ] : '' ) ),
			max( 1, min( self::LAST, absint( is_string( $_GET[ self::PAGE ] ?? null ) ? $_GET[ self::PAGE ] : 1 ) ) )
		);
		// phpcs:enable
	}

	/** The page of a list that is asked for; the first of all others. */
	public function page_of( string $list ): int {
		return $list === $this->list ? $this->page : 1;
	}

	/** Where the answer to another question about the same page of this site is. */
	public function url( string $list, int $page ): string {
		$query = array_filter(
			array(
				self::SEARCH => rawurlencode( $this->search ),
				self::LIST   => 1 === $page ? '' : rawurlencode( $list ),
				self::PAGE   => 1 === $page ? '' : (string) $page,
			)
		);

		return add_query_arg( $query, self::here() ) . '#' . self::anchor( $list );
	}

	/** The address of the page that this stands on. */
	public static function here(): string {
		$link = get_permalink();

		return is_string( $link ) ? $link : home_url( '/' );
	}

	public static function anchor( string $list ): string {
		return 'coop-welcome-' . sanitize_html_class( $list, 'list' );
	}
}
