<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Generated\Problem_Words;
use CoopCredentials\Grant\Grant;

/**
 * Why a gate that was open for somebody is closed again, in plain words for that person.
 */
final class Ended_Words {

	/** What a problem of the service's table says about a state, so that the words are the same in both places. */
	private const CODES = array(
		'revoked'   => 'credential_revoked',
		'suspended' => 'credential_suspended',
		'banned'    => 'holder_barred',
	);

	public static function of( Grant $grant ): string {
		$words = isset( self::CODES[ $grant->state ] ) ? Problem_Words::of( self::CODES[ $grant->state ] ) : null;

		return null !== $words ? $words['what'] . ' ' . $words['next'] : match ( $grant->state ) {
			'unrecognised'   => '' === $grant->issuer_name
				? __( 'This site no longer recognises the co-op whose membership opened this for you.', 'coop-credentials' )
				/* translators: %s: a co-op's name. */
				: sprintf( __( 'This site no longer recognises %s, whose membership opened this for you.', 'coop-credentials' ), $grant->issuer_name ),
			'policy_changed' => __( 'This site has changed whom it welcomes here. Show your membership again to see whether it still opens this.', 'coop-credentials' ),
			'unreachable'    => __( 'Whether your membership still holds could not be found out in time. Show it again.', 'coop-credentials' ),
			Grant::ENDED     => __( 'This site’s team has closed this for you. Ask them why.', 'coop-credentials' ),
			default          => sprintf(
				/* translators: %s: a date. */
				__( 'This was open for you until %s. Show your membership again to come in.', 'coop-credentials' ),
				(string) wp_date( (string) get_option( 'date_format' ), $grant->expires_at->getTimestamp() )
			),
		};
	}
}
