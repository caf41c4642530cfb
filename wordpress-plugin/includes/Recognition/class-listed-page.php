<?php
declare( strict_types=1 );

namespace CoopCredentials\Recognition;

use CoopCredentials\Verifier\Foreign_Answer;

/**
 * A page of whom a federation's list names, and how the list itself is.
 */
final class Listed_Page {

	/**
	 * @param Told_List|null    $list Null where the service does not follow it any more.
	 * @param list<Listed_Coop> $coops
	 * @param int               $total On all pages.
	 */
	private function __construct(
		public readonly ?Told_List $list,
		public readonly array $coops,
		public readonly int $total,
	) {}

	/**
	 * @param array<mixed> $answer The service's, of one list.
	 * @throws Foreign_Answer When it is not what a service of ours says.
	 */
	public static function parse( array $answer ): self {
		$told = Told::of( $answer );

		if ( ! is_array( $answer['lists'] ?? null ) || ! is_array( $answer['issuers'] ?? null ) ) {
			throw new Foreign_Answer( 200 );
		}

		return new self(
			Told_List::parse( $answer['lists'][0] ?? null ),
			array_values( array_filter( array_map( array( Listed_Coop::class, 'parse' ), $told->all( 'issuers' ) ) ) ),
			max( 0, $told->whole( 'total' ) ?? 0 )
		);
	}
}
