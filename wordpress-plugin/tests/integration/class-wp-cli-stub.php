<?php
// Stands in for WP-CLI, which no package registry has: keeps what is said, and ends like it by an exception.
declare( strict_types=1 );

namespace {
	final class WP_CLI {

		/** @var list<string> */
		public static array $said = array();

		public static function log( string $text ): void {
			self::$said[] = $text;
		}

		public static function success( string $text ): void {
			self::$said[] = "Success: $text";
		}

		public static function warning( string $text ): void {
			self::$said[] = "Warning: $text";
		}

		/** @param array<string, mixed> $options */
		public static function confirm( string $question, array $options ): void {
			empty( $options['yes'] ) && throw new RuntimeException( $question );
		}

		public static function error( string $text ): never {
			throw new RuntimeException( $text );
		}
	}
}

namespace WP_CLI\Utils {
	/** @param list<array<string, mixed>> $rows @param list<string> $fields */
	function format_items( string $format, array $rows, array $fields ): void {
		foreach ( $rows as $row ) {
			\WP_CLI::log( implode( ' | ', array_map( static fn ( string $field ): string => (string) $row[ $field ], $fields ) ) );
		}
	}
}
