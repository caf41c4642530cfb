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
			'/policies/(?P<id>.{1,200})',
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

		if ( ! Gate_Mark::is_policy_id( $id ) ) {
			return new WP_REST_Response(
				array(
					'found' => false,
					'text'  => __( 'A rule’s name has only letters, digits, dots, hyphens and underscores, such as members-lounge.', 'coop-credentials' ),
				)
			);
		}

		try {
			$stored = $this->service->policy( $id );
		} catch ( Problem $problem ) {
			$words = $problem->for_browser();

			return new WP_REST_Response(
				array(
					'found' => false,
					'text'  => $words['what'] . ' ' . $words['next'],
				)
			);
		}

		return new WP_REST_Response(
			array(
				'found' => true,
				/* translators: %s: what a rule is for, as its maker wrote it. */
				'text'  => sprintf( __( 'The service has this rule: %s', 'coop-credentials' ), $stored->purpose() ),
			)
		);
	}
}
