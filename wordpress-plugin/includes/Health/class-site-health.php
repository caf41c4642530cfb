<?php
declare( strict_types=1 );

namespace CoopCredentials\Health;

use Closure;
use CoopCredentials\Admin\Admin_Page;
use CoopCredentials\Checkup\Check;
use CoopCredentials\Checkup\Checkup;
use CoopCredentials\Outbox\Outbox;
use WP_REST_Response;

/**
 * The self-test under Tools, Site Health: asked in the background, because it calls the service.
 */
final class Site_Health {

	public const TEST = 'coop_credentials';

	private const LONGEST_WAIT = HOUR_IN_SECONDS;

	/** @param Closure(): Checkup $checkup */
	public function __construct(
		private readonly Closure $checkup,
		private readonly Outbox $outbox,
	) {}

	public function hook(): void {
		add_filter( 'site_status_tests', array( $this, 'tests' ) );
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/** @param array<string, array<string, mixed>> $tests */
	public function tests( array $tests ): array {
		$tests['async'][ self::TEST ] = array(
			'label'             => __( 'Co-op Credentials', 'coop-credentials' ),
			'test'              => rest_url( 'coop-credentials/v1/site-health' ),
			'has_rest'          => true,
			'async_direct_test' => array( $this, 'result' ),
		);

		return $tests;
	}

	public function register(): void {
		register_rest_route(
			'coop-credentials/v1',
			'/site-health',
			array(
				'methods'             => 'GET',
				'callback'            => fn (): WP_REST_Response => new WP_REST_Response( $this->result() ),
				'permission_callback' => static fn (): bool => current_user_can( 'view_site_health_checks' ),
			)
		);
	}

	/** @return array<string, mixed> As Site Health wants it. */
	public function result(): array {
		$checks = array( ...( $this->checkup )()->run( time() ), ...$this->deliveries( time() ) );
		$faults = array_filter( $checks, static fn ( Check $check ): bool => Check::GOOD !== $check->state );
		$is_bad = array() !== array_filter( $faults, static fn ( Check $check ): bool => Check::BAD === $check->state );

		return array(
			'test'        => self::TEST,
			'label'       => array() === $faults
				? __( 'Members of co-ops can show their membership here', 'coop-credentials' )
				: __( 'Showing a co-op membership does not work here as it should', 'coop-credentials' ),
			'status'      => $is_bad ? 'critical' : ( array() === $faults ? 'good' : 'recommended' ),
			'badge'       => array(
				'label' => __( 'Co-op Credentials', 'coop-credentials' ),
				'color' => 'blue',
			),
			'description' => implode( '', array_map( array( self::class, 'describe' ), array() === $faults ? $checks : $faults ) ),
			'actions'     => sprintf( '<p><a href="%s">%s</a></p>', esc_url( Admin_Page::url() ), esc_html__( 'Look at the settings', 'coop-credentials' ) ),
		);
	}

	private static function describe( Check $check ): string {
		$texts = array_filter( array( $check->title, $check->detail, $check->cure ) );

		return '<p>' . implode( ' ', array_map( 'esc_html', $texts ) ) . '</p>';
	}

	/** @return list<Check> Whether what the service has to be told gets there. */
	private function deliveries( int $now ): array {
		$state = $this->outbox->state();

		if ( null === $state['oldest'] || $now - (int) strtotime( $state['oldest'] . ' UTC' ) < self::LONGEST_WAIT ) {
			return array();
		}

		return array(
			Check::warning(
				'deliveries-late',
				sprintf(
					/* translators: %d: a number of messages. */
					_n( '%d message has waited for the service for more than an hour.', '%d messages have waited for the service for more than an hour.', $state['waiting'], 'coop-credentials' ),
					$state['waiting']
				),
				__( 'Nothing is lost: they go out once the service answers. If this stays, ask whoever runs the service.', 'coop-credentials' ),
				(string) $state['problem']
			),
		);
	}
}
