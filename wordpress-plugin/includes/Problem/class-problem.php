<?php
declare( strict_types=1 );

namespace CoopCredentials\Problem;

use CoopCredentials\Generated\Problem_Words;
use RuntimeException;

/**
 * What went wrong, by the code of the one table `core/problems.json`.
 */
class Problem extends RuntimeException {

	/**
	 * @param array<string, string|int|float>              $params Values for the names in braces of the code's words.
	 * @param list<array{path: string, message: string}> $faults Every fault of what was sent, and where it is.
	 */
	public function __construct(
		public readonly string $problem_code,
		public readonly int $status = 0,
		public readonly array $params = array(),
		string $detail = '',
		public readonly array $faults = array(),
	) {
		parent::__construct( '' === $detail ? $problem_code : "$problem_code: $detail" );
	}

	/**
	 * Reads a problem from JSON of the service (RFC 9457). Only scalar parameters are taken over.
	 *
	 * @param array<mixed> $body
	 */
	public static function parse( array $body, int $status ): self {
		$code = $body['code'] ?? null;

		if ( ! self::has_code( $body ) ) {
			return new self( 'internal_error', 502, array(), "the service answered $status without a code" );
		}

		$known  = array_flip( array( 'code', 'type', 'title', 'status', 'detail', 'instance', 'retryable' ) );
		$params = $body['params'] ?? array_diff_key( $body, $known );

		return new self(
			$code,
			is_int( $body['status'] ?? null ) ? $body['status'] : $status,
			array_filter( is_array( $params ) ? $params : array(), static fn ( $value ) => is_string( $value ) || is_int( $value ) || is_float( $value ) ),
			'',
			self::faults( $body['problems'] ?? null )
		);
	}

	/** Whether a body is a problem that we or a later service would write. @param array<mixed> $body */
	public static function has_code( array $body ): bool {
		return is_string( $body['code'] ?? null ) && 1 === preg_match( '/^[a-z0-9_]{1,64}$/D', $body['code'] );
	}

	/**
	 * What the browser gets: the code with its parameters, and the words in this site's language.
	 *
	 * @return array<string, mixed>
	 */
	public function for_browser(): array {
		$words = Problem_Words::of( $this->problem_code ) ?? Problem_Words::of( 'internal_error' );

		return array(
			...$this->params,
			...( array() === $this->faults ? array() : array( 'problems' => $this->faults ) ),
			'code'   => $this->problem_code,
			'title'  => $words['title'],
			'status' => $this->http_status(),
			'what'   => $this->fill( $words['what'] ),
			'next'   => $this->fill( $words['next'] ),
		);
	}

	/** The status of our answer: the service's own, else the table's. */
	public function http_status(): int {
		$status = 0 === $this->status ? ( Problem_Words::of( $this->problem_code )['status'] ?? 500 ) : $this->status;

		return $status >= 400 && $status <= 599 ? $status : 500;
	}

	/** @return list<array{path: string, message: string}> */
	private static function faults( mixed $problems ): array {
		$faults = array();

		foreach ( array_slice( is_array( $problems ) ? $problems : array(), 0, 50 ) as $problem ) {
			if ( is_string( $problem['path'] ?? null ) && is_string( $problem['message'] ?? null ) ) {
				$faults[] = array(
					'path'    => $problem['path'],
					'message' => $problem['message'],
				);
			}
		}

		return $faults;
	}

	private function fill( string $words ): string {
		foreach ( $this->params as $name => $value ) {
			$words = str_replace( '{' . $name . '}', (string) $value, $words );
		}

		return $words;
	}
}
