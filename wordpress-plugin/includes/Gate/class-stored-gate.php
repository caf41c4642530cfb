<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * A gate of this site: a policy at the service, and what the site says about it. All texts are plain, never HTML.
 */
final class Stored_Gate {

	private const LONGEST_NAME   = 200;
	private const LONGEST_TEASER = 2000;

	/**
	 * @param string $name What is behind it.
	 * @param string $teaser A sentence for strangers.
	 * @param string $document The policy as JSON, as the service has it.
	 * @param int    $version The service's.
	 * @param string $summary What the policy means, in the service's words.
	 */
	public function __construct(
		public readonly string $policy,
		public readonly string $name,
		public readonly string $teaser,
		public readonly string $document,
		public readonly int $version,
		public readonly string $summary,
	) {}

	/** @param array<string, string> $row A row of the gates table. */
	public static function from_row( array $row ): self {
		return new self( $row['policy'], $row['name'], $row['teaser'], $row['document'], (int) $row['version'], $row['summary'] );
	}

	public static function name( mixed $text ): string {
		return self::plain( $text, self::LONGEST_NAME, '/\s+/u', ' ' );
	}

	/** Keeps line breaks. */
	public static function teaser( mixed $text ): string {
		return self::plain( $text, self::LONGEST_TEASER, '/\r\n?/', "\n" );
	}

	/** @return array<string, mixed> For a screen of ours. */
	public function to_array(): array {
		return array( ...get_object_vars( $this ), 'document' => json_decode( $this->document ) );
	}

	/** No tags, no control characters, none that turn the direction of what stands beside it. */
	private static function plain( mixed $text, int $longest, string $space, string $with ): string {
		$text = is_string( $text ) ? wp_strip_all_tags( wp_check_invalid_utf8( $text ) ) : '';
		$text = (string) preg_replace( '/(?![\n\r\t])[\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}]/u', '', $text );

		return trim( mb_substr( (string) preg_replace( $space, $with, $text ), 0, $longest ) );
	}
}
