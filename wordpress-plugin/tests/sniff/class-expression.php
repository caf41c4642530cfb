<?php
declare( strict_types=1 );

namespace CoopCredentials\Sniff;

use PhpToken;

/**
 * Whether what is printed is safe to print: literals, numbers, and what went through an escaping function.
 */
final class Expression {

	/** Safe, whatever goes in. */
	private const ESCAPES = '/^(esc_\w+|wp_kses\w*|selected|checked|disabled|absint|intval|count|get_block_wrapper_attributes)$/';

	/** Safe, when everything that goes in is. */
	private const PASSES = array( 'sprintf', 'vsprintf', 'implode', 'str_repeat', 'trim', 'array', 'wpautop' );

	/** @param list<PhpToken> $tokens */
	public static function is_safe( array $tokens ): bool {
		$choice = self::split( $tokens, '?' );
		if ( 2 === count( $choice ) ) {
			return self::all_safe( self::split( $choice[1], ':' ) );
		}

		foreach ( array( T_COALESCE, '.', ',' ) as $operator ) {
			$parts = self::split( $tokens, $operator );
			if ( count( $parts ) > 1 ) {
				return self::all_safe( $parts );
			}
		}

		$first = $tokens[0] ?? null;
		if ( null === $first || $first->is( array( T_INT_CAST, T_DOUBLE_CAST, T_BOOL_CAST ) ) ) {
			return true;
		}
		if ( $first->is( '(' ) ) {
			return self::is_safe( array_slice( $tokens, 1, -1 ) );
		}

		return 1 === count( $tokens )
			? $first->is( array( T_CONSTANT_ENCAPSED_STRING, T_LNUMBER, T_DNUMBER ) )
			: self::is_safe_call( $tokens );
	}

	/** @param list<PhpToken> $tokens */
	private static function is_safe_call( array $tokens ): bool {
		if ( ! $tokens[0]->is( array( T_STRING, T_NAME_FULLY_QUALIFIED, T_ARRAY ) ) || ! $tokens[1]->is( '(' ) || ! end( $tokens )->is( ')' ) ) {
			return false;
		}

		$name      = ltrim( $tokens[0]->text, '\\' );
		$arguments = self::split( array_slice( $tokens, 2, -1 ), ',' );

		if ( 'array_map' === $name ) {
			return 1 === preg_match( self::ESCAPES, trim( $arguments[0][0]->text ?? '', '\'"' ) );
		}

		return 1 === preg_match( self::ESCAPES, $name ) || ( in_array( $name, self::PASSES, true ) && self::all_safe( $arguments ) );
	}

	/** @param list<list<PhpToken>> $parts */
	private static function all_safe( array $parts ): bool {
		return array() === array_filter( $parts, static fn ( array $part ): bool => ! self::is_safe( $part ) );
	}

	/**
	 * @param list<PhpToken> $tokens
	 * @return list<list<PhpToken>> The parts between an operator that is in no bracket.
	 */
	public static function split( array $tokens, string|int $operator ): array {
		$parts = array( array() );
		$depth = 0;

		foreach ( $tokens as $token ) {
			if ( 0 === $depth && $token->is( $operator ) ) {
				$parts[] = array();
				continue;
			}

			$depth                        += self::depth( $token );
			$parts[ count( $parts ) - 1 ][] = $token;
		}

		return array_values( array_filter( $parts ) );
	}

	public static function depth( PhpToken $token ): int {
		if ( $token->is( array( '(', '[', '{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES, T_ATTRIBUTE ) ) ) {
			return 1;
		}

		return $token->is( array( ')', ']', '}' ) ) ? -1 : 0;
	}

	/** @param list<PhpToken> $tokens Whether they are text that is known when the code is written. */
	public static function is_literal( array $tokens ): bool {
		return array() !== $tokens && array() === array_filter( $tokens, static fn ( PhpToken $token ): bool => ! $token->is( array( T_CONSTANT_ENCAPSED_STRING, '.' ) ) );
	}
}
