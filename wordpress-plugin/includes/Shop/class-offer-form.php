<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Gate\Gate_Mark;

/**
 * Reads what the offers' screen sent: an offer, or what is wrong with it in words.
 */
final class Offer_Form {

	private const NUMBER = '/^\d{1,8}(\.\d{1,4})?$/D';

	/**
	 * @param array<string, mixed> $input
	 * @return Offer|array<string, string> The offer, or a sentence for each field that is wrong.
	 */
	public static function read( array $input, int $id = 0 ): Offer|array {
		$text   = static fn ( string $field ): string => is_string( $input[ $field ] ?? null ) ? trim( $input[ $field ] ) : '';
		$number = static fn ( string $field ): string => is_int( $input[ $field ] ?? null ) || is_float( $input[ $field ] ?? null ) ? (string) $input[ $field ] : $text( $field );

		$amount  = $number( 'amount' );
		$minimum = '' === $number( 'minimum' ) ? '0' : $number( 'minimum' );
		$code    = mb_strtolower( $text( 'code' ) );
		$wrong   = array_filter(
			array(
				'policy'  => Gate_Mark::is_policy_id( $text( 'policy' ) ) ? '' : __( 'Choose who gets this discount.', 'coop-credentials' ),
				'name'    => '' === $text( 'name' ) || mb_strlen( $text( 'name' ) ) > 200 ? __( 'Give it a name of at most 200 letters, such as “Members’ tenth”.', 'coop-credentials' ) : '',
				'code'    => 1 === preg_match( '/^[\p{L}\p{N}][\p{L}\p{N}_-]{1,63}$/Du', $code ) ? '' : __( 'A code has 2 to 64 letters, digits, hyphens and underscores.', 'coop-credentials' ),
				'kind'    => in_array( $text( 'kind' ), Offer::KINDS, true ) ? '' : __( 'Choose what kind of discount it is.', 'coop-credentials' ),
				'amount'  => self::amount_fault( $amount, $text( 'kind' ) ),
				'minimum' => 1 === preg_match( self::NUMBER, $minimum ) ? '' : __( 'The least that a basket must cost is a number, such as 30 or 29.50.', 'coop-credentials' ),
			)
		);

		return array() !== $wrong ? $wrong : new Offer(
			$id,
			$text( 'policy' ),
			$text( 'name' ),
			$code,
			$text( 'kind' ),
			$amount,
			self::ids( $input['products'] ?? array() ),
			self::ids( $input['categories'] ?? array() ),
			$minimum,
			(bool) ( $input['enabled'] ?? true )
		);
	}

	private static function amount_fault( string $amount, string $kind ): string {
		if ( 1 !== preg_match( self::NUMBER, $amount ) || 0.0 >= (float) $amount ) {
			return __( 'How much it is must be a number above 0, such as 10 or 7.50.', 'coop-credentials' );
		}

		return 'percent' === $kind && (float) $amount > 100 ? __( 'A discount is at most 100 per cent.', 'coop-credentials' ) : '';
	}

	/** @return list<int> */
	private static function ids( mixed $ids ): array {
		$ids = is_array( $ids ) ? array_filter( $ids, static fn ( mixed $id ): bool => is_int( $id ) && $id > 0 ) : array();

		return array_values( array_unique( array_slice( $ids, 0, 200 ) ) );
	}
}
