<?php
declare( strict_types=1 );

namespace CoopCredentials;

/**
 * Finds our classes: `CoopCredentials\Grant\Grant_Store` is `Grant/class-grant-store.php`.
 */
final class Autoloader {

	private const PREFIX = __NAMESPACE__ . '\\';

	public static function register( string $folder ): void {
		spl_autoload_register(
			static function ( string $name ) use ( $folder ): void {
				$path = self::path( $name );

				if ( null !== $path && is_file( "$folder/$path" ) ) {
					require_once "$folder/$path";
				}
			}
		);
	}

	/** The file of a class below the folder, or null for a class that is not ours. */
	public static function path( string $name ): ?string {
		if ( ! str_starts_with( $name, self::PREFIX ) ) {
			return null;
		}

		$parts = explode( '\\', substr( $name, strlen( self::PREFIX ) ) );
		$file  = 'class-' . strtolower( str_replace( '_', '-', (string) array_pop( $parts ) ) ) . '.php';

		// The folder of generated files is written in lower case by its generator.
		return implode( '/', array( ...array_map( static fn ( $part ) => 'Generated' === $part ? 'generated' : $part, $parts ), $file ) );
	}
}
