<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;
use WP_REST_Request;
use WP_REST_Response;

/**
 * For the editor: whether the service has the rule that an author named, and what that rule is for.
 */
final class Policy_Check {

	public function __construct( private readonly Site_Api $service ) {}

	public function register(): void {
		register_rest_route(
			'coop-credentials/v1',
			'/policies/(?P<id>[A-Za-z0-9][A-Za-z0-9._-]{0,63})',
			array(
				'methods'             => 'GET',
				'callback'            => array( $this, 'check' ),
				'permission_callback' => static fn (): bool => current_user_can( 'edit_posts' ),
			)
		);
	}

	/** A rule that is not there is an answer too, and no error in the author's console. */
	public function check( WP_REST_Request $request ): WP_REST_Response {
		$id = (string) $request['id'];

		try {
			$stored = Gate_Mark::is_policy_id( $id ) ? $this->service->policy( $id ) : throw new Problem( 'policy_unknown' );
		} catch ( Problem $problem ) {
			$words = $problem->for_browser();

			return new WP_REST_Response(
				array(
					'found' => false,
					'text'  => $words['what'] . ' ' . $words['next'],
				)
			);
		}

		$purpose = $stored['policy']['purpose'] ?? '';

		return new WP_REST_Response(
			array(
				'found' => true,
				/* translators: %s: what a rule is for, as its maker wrote it. */
				'text'  => sprintf( __( 'The service has this rule: %s', 'coop-credentials' ), is_string( $purpose ) ? $purpose : '' ),
			)
		);
	}
}
