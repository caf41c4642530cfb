<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use WP_REST_Response;

/**
 * A table to be downloaded, written line by line while it is sent.
 *
 * Spreadsheets run what begins like a formula, so such a cell gets an apostrophe before it, as they write text.
 */
final class Csv_Response extends WP_REST_Response {

	/**
	 * @param list<string>           $head
	 * @param iterable<list<string>> $lines
	 */
	public function __construct(
		string $file,
		private readonly array $head,
		private readonly iterable $lines,
	) {
		parent::__construct();

		$this->header( 'Content-Type', 'text/csv; charset=utf-8' );
		$this->header( 'Content-Disposition', 'attachment; filename="' . $file . '"' );
		$this->header( 'X-Content-Type-Options', 'nosniff' );
	}

	/** In the place of JSON, which is all that WordPress' REST server writes. */
	public static function hook(): void {
		add_filter(
			'rest_pre_serve_request',
			static function ( mixed $served, mixed $response ): mixed {
				if ( $served || ! $response instanceof self ) {
					return $served;
				}

				$response->write();

				return true;
			},
			10,
			2
		);
	}

	public function write(): void {
		$out = fopen( 'php://output', 'w' );

		fputcsv( $out, $this->head, ',', '"', '' );
		foreach ( $this->lines as $line ) {
			fputcsv( $out, array_map( array( self::class, 'cell' ), $line ), ',', '"', '' );
		}

		fclose( $out );
	}

	/** What is no UTF-8 cannot be looked at, and is taken for a formula. */
	private static function cell( string $text ): string {
		return 0 !== preg_match( '/^\s*[=+\-@\t\r\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]/u', $text ) ? "'" . $text : $text;
	}
}
