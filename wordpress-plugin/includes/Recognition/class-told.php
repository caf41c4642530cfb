<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

/**
 * Members of an answer of the service, by their type. What a federation wrote is text of strangers: one line, without
 * marks that turn the direction of what stands beside it.
 */
final class Told {

	private const LONGEST = 300;

	/** @param array<mixed> $members */
	private function __construct( private readonly array $members ) {}

	public static function of( mixed $members ): self {
		return new self( is_array( $members ) ? $members : array() );
	}

	public function text( string $name, int $longest = self::LONGEST ): string {
		$text = $this->members[ $name ] ?? null;
		$text = is_string( $text ) ? wp_check_invalid_utf8( $text ) : '';

		return trim( mb_substr( (string) preg_replace( '/[\p{Cc}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]/u', ' ', $text ), 0, $longest ) );
	}

	public function url( string $name ): string {
		return Web_Address::parse( $this->members[ $name ] ?? null );
	}

	public function whole( string $name ): ?int {
		return is_int( $this->members[ $name ] ?? null ) ? $this->members[ $name ] : null;
	}

	/** A moment in Unix time; null where there is none. */
	public function time( string $name ): ?int {
		$text = $this->members[ $name ] ?? null;
		$time = is_string( $text ) ? strtotime( $text ) : false;

		return false === $time ? null : $time;
	}

	public function part( string $name ): self {
		return self::of( $this->members[ $name ] ?? null );
	}

	/** @return list<mixed> */
	public function all( string $name, int $most = 500 ): array {
		$list = $this->members[ $name ] ?? null;

		return is_array( $list ) ? array_slice( array_values( $list ), 0, $most ) : array();
	}
}
