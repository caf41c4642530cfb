<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Plugin;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Secret_Box;
use CoopCredentials\Visit\Account;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;
use PHPUnit\Framework\TestCase;

/**
 * One test, one transaction: nothing it writes is there for the next.
 */
abstract class WordPress_Test_Case extends TestCase {

	protected Fake_Service $service;

	protected function setUp(): void {
		global $wpdb;

		$wpdb->query( 'START TRANSACTION' );
		wp_cache_flush();
		wp_set_current_user( 0 );
		$_COOKIE       = array();
		$this->service = new Fake_Service();
		add_filter( 'pre_http_request', array( $this->service, 'handle' ), 10, 3 );
	}

	protected function tearDown(): void {
		global $wpdb;

		remove_filter( 'pre_http_request', array( $this->service, 'handle' ) );
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
	}

	protected function connect(): void {
		$this->settings()->store( 'https://verifier.example', 'site.secret' );
	}

	protected function settings(): Connection_Settings {
		return new Connection_Settings( new Secret_Box( wp_salt( 'secure_auth' ) ) );
	}

	protected function grants(): Grant_Store {
		global $wpdb;

		return new Grant_Store( $wpdb, Plugin::instance()->tables->grants() );
	}

	protected function requests(): Request_Store {
		global $wpdb;

		return new Request_Store( $wpdb, Plugin::instance()->tables->requests() );
	}

	protected function log(): Event_Log {
		global $wpdb;

		return new Event_Log( $wpdb, Plugin::instance()->tables->events() );
	}

	protected function visitor(): Visitor {
		return new Visitor( Visitor_Cookie::for_this_site(), new Account() );
	}

	protected function now(): DateTimeImmutable {
		return new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
	}

	/** Gives this visitor a cookie and a grant, as collecting would. */
	protected function grant( string $policy, string $end = '+30 days' ): string {
		$_COOKIE = array();
		$visitor = Visitor_Cookie::for_this_site()->renew( $this->now()->modify( '+1 day' ) );
		$this->grants()->add( new Grant( 'vf_' . bin2hex( random_bytes( 4 ) ), $policy, $visitor, 'holder', 'Because.', $this->now()->modify( $end ) ), $this->now() );

		return $visitor;
	}

	/** A call of the browser element. @param array<string, mixed> $body */
	protected function call( string $name, array $body = array(), string $policy = 'members-lounge', ?string $origin = null, ?string $mark = null ): WP_REST_Response {
		$request = new WP_REST_Request( 'POST', "/coop-credentials/v1/$name" );
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_header( 'Origin', $origin ?? home_url() );
		$request->set_query_params( array( 'gate' => $mark ?? ( new Gate_Mark( wp_salt( 'nonce' ) ) )->of( $policy ) ) );
		$request->set_body( (string) wp_json_encode( (object) $body ) );

		return rest_do_request( $request );
	}

	/** A published post with a gate around a secret. */
	protected function gated_post( string $secret = 'the canary sings', string $title = 'Lounge' ): int {
		return (int) wp_insert_post(
			array(
				'post_title'   => $title,
				'post_status'  => 'publish',
				'post_content' => '<!-- wp:paragraph --><p>Free words.</p><!-- /wp:paragraph -->' . self::gate( "<p>$secret</p>" ),
			)
		);
	}

	protected static function gate( string $inner, string $policy = 'members-lounge' ): string {
		return '<!-- wp:coop-credentials/gate {"policy":"' . $policy . '","label":"The lounge","teaser":"Come in."} --><!-- wp:paragraph -->' . $inner . '<!-- /wp:paragraph --><!-- /wp:coop-credentials/gate -->';
	}
}
