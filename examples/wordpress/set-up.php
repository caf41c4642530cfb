<?php
/**
 * Sets up the demo's WordPress as an administrator would, by the plugin's own REST routes:
 * `php set-up.php ROOT CONTENT.json RESULT.json`.
 *
 * @package CoopCredentials
 */

list( , $coop_root, $coop_content, $coop_result ) = $argv;

$_SERVER['HTTP_HOST']   ??= 'localhost';
$_SERVER['REQUEST_URI'] ??= '/';
require_once $coop_root . '/wp-load.php';

/** Calls a route as the administrator; ends with what is wrong. */
function coop_call( string $route, array $body ): array {
	$request = new WP_REST_Request( 'POST', '/coop-credentials/v1/admin/' . $route );
	$request->set_header( 'Content-Type', 'application/json' );
	$request->set_body( wp_json_encode( $body ) );
	$response = rest_do_request( $request );

	if ( $response->is_error() || $response->get_status() >= 400 ) {
		throw new RuntimeException( $route . ': ' . wp_json_encode( $response->get_data() ) );
	}

	return (array) $response->get_data();
}

wp_set_current_user( 1 );
$coop_content = json_decode( file_get_contents( $coop_content ), true, 512, JSON_THROW_ON_ERROR );
$coop_pages   = array( 'wordpress' => get_bloginfo( 'version' ) );

coop_call( 'connection/pair', array( 'code' => $coop_content['pairingCode'] ) );

foreach ( $coop_content['gates'] as $coop_gate ) {
	coop_call( 'gates', $coop_gate );
}

$coop_pages['page'] = get_permalink(
	wp_insert_post(
		wp_slash(
			array(
				'post_type'    => 'page',
				'post_status'  => 'publish',
				'post_author'  => 1,
				'post_title'   => $coop_content['page']['title'],
				'post_content' => $coop_content['page']['content'],
			)
		)
	)
);

if ( class_exists( 'WooCommerce' ) ) {
	coop_call( 'offers', $coop_content['offer'] );
	$coop_pages['shop'] = get_permalink( wc_get_page_id( 'shop' ) );
	$coop_pages['cart'] = get_permalink( wc_get_page_id( 'cart' ) );
}

file_put_contents( $coop_result, wp_json_encode( $coop_pages ) );
