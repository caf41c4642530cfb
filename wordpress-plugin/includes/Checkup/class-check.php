<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

/**
 * One thing that was looked at: how it is, and what to do about it.
 */
final class Check {

	public const GOOD    = 'good';
	public const WARNING = 'warning';
	public const BAD     = 'bad';

	/**
	 * @param string $state One of the constants.
	 * @param string $title How it is, in a sentence.
	 * @param string $detail What makes it so; may be empty.
	 * @param string $cure What to do; empty where nothing is wrong.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $state,
		public readonly string $title,
		public readonly string $detail,
		public readonly string $cure,
	) {}

	public static function good( string $id, string $title, string $detail = '' ): self {
		return new self( $id, self::GOOD, $title, $detail, '' );
	}

	public static function warning( string $id, string $title, string $cure, string $detail = '' ): self {
		return new self( $id, self::WARNING, $title, $detail, $cure );
	}

	public static function bad( string $id, string $title, string $cure, string $detail = '' ): self {
		return new self( $id, self::BAD, $title, $detail, $cure );
	}
}
