<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

/**
 * What came of saving the settings, kept until the page shows it.
 */
final class Saved_Form {

	/**
	 * @param string|null                         $refused_url What was typed as the address, when it was refused.
	 * @param list<string>                        $faults Why anything else was not saved.
	 * @param array{ok: bool, said: list<string>} $result What the test said, or why there was none.
	 */
	public function __construct(
		public readonly ?string $refused_url,
		public readonly array $faults,
		public readonly array $result,
	) {}

	/** @return array<string, mixed> */
	public function to_array(): array {
		return get_object_vars( $this );
	}

	public static function from_array( mixed $stored ): ?self {
		return is_array( $stored ) ? new self( $stored['refused_url'], $stored['faults'], $stored['result'] ) : null;
	}
}
