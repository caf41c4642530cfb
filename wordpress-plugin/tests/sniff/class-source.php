<?php
declare( strict_types=1 );

namespace CoopCredentials\Sniff;

use PhpToken;

/**
 * The tokens of a file that mean something, and what is around each.
 */
final class Source {

	/** @var list<PhpToken> Without spaces and comments. */
	public readonly array $tokens;

	/** @var array<int, string> Comments by line. */
	private readonly array $comments;

	public function __construct( string $code ) {
		$tokens   = array();
		$comments = array();

		foreach ( PhpToken::tokenize( $code ) as $token ) {
			if ( $token->is( array( T_COMMENT, T_DOC_COMMENT ) ) ) {
				$comments[ $token->line ] = trim( $token->text );
			} elseif ( ! $token->is( T_WHITESPACE ) ) {
				$tokens[] = $token;
			}
		}

		$this->tokens   = $tokens;
		$this->comments = $comments;
	}

	public function comment( int $line ): string {
		return $this->comments[ $line ] ?? '';
	}

	public function is( int $at, string|int ...$kinds ): bool {
		return isset( $this->tokens[ $at ] ) && $this->tokens[ $at ]->is( $kinds );
	}

	public function text( int $at ): string {
		return $this->tokens[ $at ]->text ?? '';
	}

	/** Whether a function of that name is called here; not a method of something. */
	public function is_call( int $at ): bool {
		return $this->is( $at, T_STRING, T_NAME_FULLY_QUALIFIED ) && $this->is( $at + 1, '(' ) && ! $this->is( $at - 1, T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW );
	}

	/** Where the bracket that opens here is closed. */
	public function closing( int $open ): int {
		$depth = 0;

		for ( $at = $open; isset( $this->tokens[ $at ] ); $at++ ) {
			$depth += Expression::depth( $this->tokens[ $at ] );

			if ( 0 === $depth ) {
				return $at;
			}
		}

		return $at;
	}

	/** @return list<PhpToken> From there to the end of the statement. */
	public function statement( int $from ): array {
		$depth = 0;

		for ( $at = $from; isset( $this->tokens[ $at ] ); $at++ ) {
			if ( 0 === $depth && $this->is( $at, ';', T_CLOSE_TAG ) ) {
				break;
			}

			$depth += Expression::depth( $this->tokens[ $at ] );
		}

		return array_slice( $this->tokens, $from, $at - $from );
	}

	/** @return list<list<PhpToken>> The arguments of the call whose bracket opens here. */
	public function arguments( int $open ): array {
		return Expression::split( array_slice( $this->tokens, $open + 1, $this->closing( $open ) - $open - 1 ), ',' );
	}

	/** @return list<array{0: int, 1: int}> First and last token of each function with a body. */
	public function functions(): array {
		$found = array();

		foreach ( array_keys( $this->tokens ) as $at ) {
			if ( ! $this->is( $at, T_FUNCTION ) ) {
				continue;
			}

			$body = $at;
			while ( isset( $this->tokens[ $body ] ) && ! $this->is( $body, '{', ';' ) ) {
				$body = $this->is( $body, '(' ) ? $this->closing( $body ) + 1 : $body + 1;
			}

			if ( $this->is( $body, '{' ) ) {
				$found[] = array( $at, $this->closing( $body ) );
			}
		}

		return $found;
	}
}
