<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

use CoopCredentials\Gate\Contact;
use CoopCredentials\Schema\Capability;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `POST /admin/contact`: who helps visitors that were refused. Everybody can see it, so nothing reads it from here.
 */
final class Contact_Route {

	public function hook(): void {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	public function register(): void {
		register_rest_route(
			'coop-credentials/v1',
			'/admin/contact',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'store' ),
				'permission_callback' => static fn (): bool => current_user_can( Capability::NAME ),
				'args'                => array(
					'contact' => array(
						'type'      => 'string',
						'required'  => true,
						'maxLength' => 500,
					),
				),
			)
		);
	}

	public function store( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$contact = Contact::parse( (string) $request['contact'] );

		if ( null === $contact ) {
			return new WP_Error( 'contact_invalid', __( 'This was not saved: enter an e-mail address, or the address of a page.', 'coop-credentials' ), array( 'status' => 422 ) );
		}

		update_option( Contact::OPTION, $contact );

		return new WP_REST_Response( array( 'contact' => $contact ) );
	}
}
