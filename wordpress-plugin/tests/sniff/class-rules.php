<?php
declare( strict_types=1 );

namespace CoopCredentials\Sniff;

use PhpToken;

/**
 * What must not be in a PHP file of the plugin. A line that has to break a rule says why:
 * `// phpcs:ignore -- Because.`
 */
final class Rules {

	private const TEXT     = '/^((esc_(html|attr))?(__|_e|_x)|_ex|_n|_nx|_n_noop|_nx_noop)$/';
	private const INPUT    = array( '$_GET', '$_POST', '$_REQUEST', '$_COOKIE', '$_SERVER', '$_FILES', '$_SESSION', '$_ENV' );
	private const CLEANERS = '/^(isset|empty|unset|sanitize_\w+|wp_unslash|absint|intval|wp_verify_nonce|array_key_exists)$/';
	private const QUERIES  = array( 'query', 'get_var', 'get_row', 'get_results', 'get_col' );
	private const WRITES   = '/^((add|update|delete)_\w*(option|meta|transient)|wp_(insert|update|delete|set)_\w+|insert|update|replace|delete|save|store)$/';

	/** Came with PHP 8.2 or later; WordPress has no stand-in for them. */
	private const NEW_FUNCTIONS = array( 'ini_parse_quantity', 'memory_reset_peak_usage', 'mysqli_execute_query', 'curl_upkeep', 'json_validate', 'mb_str_pad', 'str_increment', 'str_decrement', 'stream_context_set_options', 'array_find', 'array_find_key', 'array_any', 'array_all', 'mb_trim', 'mb_ltrim', 'mb_rtrim', 'mb_ucfirst', 'mb_lcfirst', 'bcdivmod', 'array_first', 'array_last' );

	/** @var list<array{line: int, rule: string}> */
	private array $faults = array();

	private function __construct( private readonly Source $source ) {}

	/** @return list<array{line: int, rule: string}> */
	public static function look_at( string $code ): array {
		$rules = new self( new Source( $code ) );

		foreach ( array_keys( $rules->source->tokens ) as $at ) {
			$rules->output( $at );
			$rules->query( $at );
			$rules->input( $at );
			$rules->route( $at );
			$rules->text_domain( $at );
			$rules->newer_than_8_1( $at );
		}

		foreach ( $rules->source->functions() as list( $first, $last ) ) {
			$rules->guard( $first, $last );
		}

		return $rules->faults;
	}

	private function fault( int $at, string $rule ): void {
		$line    = $this->source->tokens[ $at ]->line;
		$comment = $this->source->comment( $line );

		if ( ! str_contains( $comment, 'phpcs:ignore' ) ) {
			$this->faults[] = array(
				'line' => $line,
				'rule' => $rule,
			);
		} elseif ( 1 !== preg_match( '/phpcs:ignore\b.*--\s*\S/', $comment ) ) {
			$this->faults[] = array(
				'line' => $line,
				'rule' => 'ignored-without-a-reason',
			);
		}
	}

	private function output( int $at ): void {
		$source  = $this->source;
		$printed = match ( true ) {
			$source->is( $at, T_ECHO, T_PRINT, T_OPEN_TAG_WITH_ECHO ) => $source->statement( $at + 1 ),
			$source->is( $at, T_EXIT ) && $source->is( $at + 1, '(' ) => array_merge( array(), ...$source->arguments( $at + 1 ) ),
			default => array(),
		};

		if ( ! Expression::is_safe( $printed ) ) {
			$this->fault( $at, 'unescaped' );
		}

		if ( $source->is_call( $at ) && in_array( $source->text( $at ), array( '_e', '_ex' ), true ) ) {
			$this->fault( $at, 'unescaped' );
		}

		if ( $source->is_call( $at ) && in_array( $source->text( $at ), array( 'printf', 'vprintf' ), true ) ) {
			foreach ( $source->arguments( $at + 1 ) as $argument ) {
				Expression::is_safe( $argument ) || $this->fault( $at, 'unescaped' );
			}
		}
	}

	private function query( int $at ): void {
		$source = $this->source;

		if ( ! $source->is( $at, T_OBJECT_OPERATOR ) || ! in_array( $source->text( $at - 1 ), array( '$wpdb', '$db', 'db' ), true ) || ! $source->is( $at + 2, '(' ) ) {
			return;
		}

		$first = $source->arguments( $at + 2 )[0] ?? array();

		if ( 'prepare' === $source->text( $at + 1 ) && ! Expression::is_literal( $first ) && ! self::has_known_names_only( $first ) ) {
			$this->fault( $at + 3, 'unprepared' );
		}

		if ( in_array( $source->text( $at + 1 ), self::QUERIES, true ) && ! Expression::is_literal( $first ) && ! self::is_prepared( $first ) ) {
			$this->fault( $at + 3, 'unprepared' );
		}
	}

	/** @param list<PhpToken> $tokens */
	private static function is_prepared( array $tokens ): bool {
		$texts = array_map( static fn ( PhpToken $token ): string => $token->text, array_slice( $tokens, 0, 6 ) );

		return 1 === preg_match( '/^(\$wpdb|\$db|\$this->db)->prepare\(/', implode( '', $texts ) );
	}

	/**
	 * Literals, constants of ours and the names of WordPress' tables.
	 *
	 * @param list<PhpToken> $tokens
	 */
	private static function has_known_names_only( array $tokens ): bool {
		foreach ( Expression::split( $tokens, '.' ) as $part ) {
			$text = implode( '', array_map( static fn ( PhpToken $token ): string => $token->text, $part ) );

			if ( ! Expression::is_literal( $part ) && 1 !== preg_match( '/^(self::[A-Z_]+|"([^"{$]|\{\$(wpdb|this->db)->\w+\})*")$/', $text ) ) {
				return false;
			}
		}

		return true;
	}

	private function input( int $at ): void {
		$source = $this->source;

		if ( ! $source->is( $at, T_VARIABLE ) || ! in_array( $source->text( $at ), self::INPUT, true ) ) {
			return;
		}

		$end = $source->is( $at + 1, '[' ) ? $source->closing( $at + 1 ) + 1 : $at + 1;

		if ( ! $source->is( $end, '=' ) && ! $this->is_within_cleaner( $at ) && ! $this->is_only_compared( $at, $end ) ) {
			$this->fault( $at, 'direct-input' );
		}
	}

	private function is_within_cleaner( int $at ): bool {
		$depth = 0;

		for ( $before = $at - 1; $before > 0 && ! $this->source->is( $before, ';', '{', '}' ); $before-- ) {
			$depth += Expression::depth( $this->source->tokens[ $before ] );

			if ( $depth > 0 ) {
				if ( 1 === preg_match( self::CLEANERS, $this->source->text( $before - 1 ) ) ) {
					return true;
				}
				$depth = 0;
			}
		}

		return false;
	}

	/** `'text' === ( $_GET['name'] ?? '' )` keeps nothing of it. */
	private function is_only_compared( int $at, int $end ): bool {
		return $this->source->is( $at - 1, '(' ) && $this->source->is( $at - 2, T_IS_IDENTICAL, T_IS_NOT_IDENTICAL )
			&& $this->source->is( $end, T_COALESCE ) && $this->source->is( $end + 1, T_CONSTANT_ENCAPSED_STRING ) && $this->source->is( $end + 2, ')' );
	}

	private function route( int $at ): void {
		if ( ! $this->source->is_call( $at ) || 'register_rest_route' !== $this->source->text( $at ) ) {
			return;
		}

		$has_permission = false;
		for ( $inside = $at; $inside < $this->source->closing( $at + 1 ); $inside++ ) {
			$text           = trim( $this->source->text( $inside ), '\'"' );
			$has_permission = $has_permission || 'permission_callback' === $text;

			if ( '__return_true' === $text && '' === $this->source->comment( $this->source->tokens[ $inside ]->line ) ) {
				$this->fault( $inside, 'route-without-permission' );
			}
		}

		$has_permission || $this->fault( $at, 'route-without-permission' );
	}

	/** What a form sends is written down only after a nonce and a capability; so is what `admin-post.php` or `admin-ajax.php` is asked. */
	private function guard( int $first, int $last ): void {
		$texts = array();
		for ( $at = $first; $at <= $last; $at++ ) {
			$texts[] = trim( $this->source->text( $at ), '\'"' );
		}

		$reads     = array() !== array_intersect( $texts, array( '$_GET', '$_POST', '$_REQUEST', '$_FILES' ) );
		$writes    = array() !== preg_grep( self::WRITES, $texts );
		$has_nonce = array() !== array_intersect( $texts, array( 'check_admin_referer', 'check_ajax_referer', 'wp_verify_nonce' ) );
		$asks      = in_array( 'current_user_can', $texts, true );

		if ( $reads && $writes && ! ( $has_nonce && $asks ) ) {
			$this->fault( $first, 'form-without-guard' );
		}

		$hooks = array_values( preg_grep( '/^(admin_post|wp_ajax)_/', $texts ) );
		$names = array_map( fn ( PhpToken $token ): string => $token->text, $this->source->tokens );
		if ( array() !== $hooks && ( ! in_array( 'current_user_can', $names, true ) || array() === array_intersect( $names, array( 'check_admin_referer', 'check_ajax_referer', 'wp_verify_nonce' ) ) ) ) {
			$this->fault( $first, 'form-without-guard' );
		}
	}

	private function text_domain( int $at ): void {
		if ( ! $this->source->is_call( $at ) || 1 !== preg_match( self::TEXT, $this->source->text( $at ) ) ) {
			return;
		}

		$arguments = $this->source->arguments( $at + 1 );
		$domain    = end( $arguments );

		if ( ! Expression::is_literal( $arguments[0] ?? array() ) || false === $domain || "'coop-credentials'" !== ( $domain[0]->text ?? '' ) || count( $arguments ) < 2 ) {
			$this->fault( $at, 'text-domain' );
		}
	}

	private function newer_than_8_1( int $at ): void {
		$source = $this->source;
		$before = fn ( int $steps ): string => strtolower( $source->text( $at - $steps ) );
		$is_new = match ( true ) {
			$source->is( $at, T_CLASS ) => 'readonly' === $before( 1 ) || ( 'readonly' === $before( 2 ) && 'final' === $before( 1 ) ),
			$source->is_call( $at ) => in_array( ltrim( $source->text( $at ), '\\' ), self::NEW_FUNCTIONS, true ),
			// const string NAME = …
			$source->is( $at, T_CONST ) => $source->is( $at + 1, T_STRING, T_ARRAY, '?' ) && ! $source->is( $at + 2, '=' ),
			// (A&B)|null as a type
			$source->is( $at, '|' ) => $source->is( $at - 1, ')' ) && $source->is( $at - 3, T_AMPERSAND_NOT_FOLLOWED_BY_VAR_OR_VARARG ) && $source->is( $at + 1, T_STRING ),
			// : true, : false, : null alone
			$source->is( $at, ':' ) => $source->is( $at - 1, ')' ) && in_array( strtolower( $source->text( $at + 1 ) ), array( 'true', 'false', 'null' ), true ) && $source->is( $at + 2, '{', T_DOUBLE_ARROW ),
			// Name::{$constant}
			$source->is( $at, T_DOUBLE_COLON ) => $source->is( $at + 1, '{' ),
			default => false,
		};

		if ( $is_new ) {
			$this->fault( $at, 'newer-than-8.1' );
		}
	}
}
