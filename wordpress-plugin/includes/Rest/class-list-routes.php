<?php
declare( strict_types=1 );

namespace CoopCredentials\Rest;

use CoopCredentials\Checkup\List_Checks;
use CoopCredentials\Recognition\Listed_Coop;
use CoopCredentials\Recognition\Listed_Page;
use CoopCredentials\Recognition\Told;
use CoopCredentials\Recognition\Told_List;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Welcome\Welcome_Block;
use WP_REST_Request;

/**
 * The federations' lists that the service follows, and whom they name: a page at a time, found by the service.
 */
final class List_Routes {

	private const PER_PAGE = 20;
	private const MOST     = 50_000;

	public function __construct( private readonly Site_Api $service ) {}

	public function register(): void {
		Admin_Routes::add( 'GET', '/admin/lists', array( $this, 'lists' ) );
		Admin_Routes::add( 'GET', '/admin/banners', array( $this, 'banners' ) );
		Admin_Routes::add(
			'POST',
			'/admin/public-page',
			array( $this, 'name_denied' ),
			array(
				'namesDenied' => array(
					'type'     => 'boolean',
					'required' => true,
				),
			)
		);
		Admin_Routes::add(
			'GET',
			'/admin/lists/(?P<list>[A-Za-z0-9][A-Za-z0-9._-]{0,63})',
			array( $this, 'coops' ),
			array(
				'search' => array(
					'type'      => 'string',
					'default'   => '',
					'maxLength' => 200,
				),
				'state'  => array(
					'type'    => 'string',
					'default' => '',
					'enum'    => array( '', ...Listed_Coop::STATES ),
				),
				'page'   => array(
					'type'    => 'integer',
					'default' => 1,
					'minimum' => 1,
					'maximum' => self::MOST / self::PER_PAGE,
				),
			)
		);
	}

	/** @return array<string, mixed> */
	public function lists(): array {
		$now = time();

		return array(
			'lists' => array_map(
				static fn ( Told_List $list ): array => $list->to_array( $now ),
				array_values( array_filter( array_map( array( Told_List::class, 'parse' ), Told::of( $this->service->site() )->all( 'lists' ) ) ) )
			),
		);
	}

	/** @return array<string, mixed> What is wrong with the lists that gates count on. Without the service nothing is known of that. */
	public function banners(): array {
		try {
			return array( 'faults' => List_Checks::of( $this->service->site(), time() ) );
		} catch ( Problem ) {
			return array( 'faults' => array() );
		}
	}

	/** @return array<string, bool> Whether the public page names whom gates leave out. */
	public function name_denied( WP_REST_Request $request ): array {
		$names = true === $request['namesDenied'];
		update_option( Welcome_Block::NAMES_DENIED, $names ? '1' : '0' );

		return array( 'namesDenied' => $names );
	}

	/** @return array<string, mixed> */
	public function coops( WP_REST_Request $request ): array {
		$page  = (int) $request['page'];
		$found = Listed_Page::parse(
			$this->service->recognised( (string) $request['list'], trim( (string) $request['search'] ), (string) $request['state'], ( $page - 1 ) * self::PER_PAGE, self::PER_PAGE )
		);

		return array(
			'list'    => $found->list?->to_array( time() ),
			'coops'   => array_map( static fn ( Listed_Coop $coop ): array => $coop->to_array( $found->list?->title ?? $coop->list ), $found->coops ),
			'total'   => $found->total,
			'page'    => $page,
			'perPage' => self::PER_PAGE,
		);
	}
}
