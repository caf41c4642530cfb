<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Problem\Problem;
use CoopCredentials\Problem\Site_Problem;
use CoopCredentials\Rest\Admin_Routes;
use WP_REST_Request;
use WP_REST_Response;

/**
 * The offers' screen over REST.
 */
final class Offer_Routes {

	public function __construct( private readonly Offer_Store $offers ) {}

	public function register(): void {
		Admin_Routes::add( 'GET', '/admin/offers', fn (): array => $this->list() );
		Admin_Routes::add( 'POST', '/admin/offers', fn ( WP_REST_Request $request ): WP_REST_Response => new WP_REST_Response( $this->save( $request, 0 ), 201 ) );
		Admin_Routes::add( 'PUT', '/admin/offers/(?P<id>\d+)', fn ( WP_REST_Request $request ): array => $this->save( $request, $this->known( $request )->id ) );
		Admin_Routes::add( 'DELETE', '/admin/offers/(?P<id>\d+)', fn ( WP_REST_Request $request ): array => $this->delete( $request ) );
		Admin_Routes::add( 'GET', '/admin/offers/things', fn ( WP_REST_Request $request ): array => $this->things( $request ) );
	}

	/** @return array<string, mixed> */
	private function list(): array {
		return array(
			'offers'   => array_map( array( $this, 'told' ), $this->offers->all() ),
			'currency' => html_entity_decode( get_woocommerce_currency_symbol(), ENT_QUOTES, 'UTF-8' ),
			'coupons'  => wc_coupons_enabled(),
		);
	}

	/** @return array<string, mixed> */
	private function save( WP_REST_Request $request, int $id ): array {
		$input = $request->get_json_params();
		$offer = Offer_Form::read( is_array( $input ) ? $input : array(), $id );

		if ( is_array( $offer ) ) {
			throw self::invalid( $offer );
		}

		$other = $this->offers->by_code( $offer->code );

		if ( ( null !== $other && $other->id !== $id ) || 0 !== wc_get_coupon_id_by_code( $offer->code ) ) {
			throw self::taken();
		}

		$saved = $this->offers->save( $offer ) ?? throw self::taken();

		return $this->told( $this->offers->find( $saved ) ?? throw self::unknown() );
	}

	/** @return array<string, bool> */
	private function delete( WP_REST_Request $request ): array {
		return array( 'deleted' => $this->offers->delete( $this->known( $request )->id ) );
	}

	/** Products or categories by a part of their name. @return array<string, mixed> */
	private function things( WP_REST_Request $request ): array {
		$search = (string) $request->get_param( 'search' );

		return array(
			'things' => 'categories' === $request->get_param( 'kind' )
				? $this->categories( array( 'search' => $search, 'number' => 20 ) )
				: $this->products( array( 's' => $search, 'limit' => 20 ) ),
		);
	}

	/** @return array<string, mixed> An offer with the names of what it is for. */
	private function told( Offer $offer ): array {
		return array(
			...$offer->to_array(),
			'productNames'  => array() === $offer->products ? array() : $this->products( array( 'include' => $offer->products, 'limit' => 200 ) ),
			'categoryNames' => array() === $offer->categories ? array() : $this->categories( array( 'include' => $offer->categories ) ),
		);
	}

	/**
	 * @param array<string, mixed> $query
	 * @return list<array{id: int, name: string}>
	 */
	private function products( array $query ): array {
		return array_map(
			static fn ( \WC_Product $product ): array => array(
				'id'   => $product->get_id(),
				'name' => $product->get_name(),
			),
			array_values( wc_get_products( array( 'status' => 'publish', 'orderby' => 'title', 'order' => 'ASC' ) + $query ) )
		);
	}

	/**
	 * @param array<string, mixed> $query
	 * @return list<array{id: int, name: string}>
	 */
	private function categories( array $query ): array {
		$terms = get_terms( array( 'taxonomy' => 'product_cat', 'hide_empty' => false ) + $query );

		return array_map(
			static fn ( \WP_Term $term ): array => array(
				'id'   => $term->term_id,
				'name' => html_entity_decode( $term->name, ENT_QUOTES, 'UTF-8' ),
			),
			is_array( $terms ) ? array_values( $terms ) : array()
		);
	}

	private function known( WP_REST_Request $request ): Offer {
		return $this->offers->find( (int) $request['id'] ) ?? throw self::unknown();
	}

	private static function unknown(): Problem {
		return new Site_Problem( 'route_unknown', 404, __( 'There is no such discount, or not any more.', 'coop-credentials' ), __( 'Load the list again.', 'coop-credentials' ) );
	}

	private static function taken(): Problem {
		return self::invalid( array( 'code' => __( 'Another discount or coupon of this shop has this code. Choose another one.', 'coop-credentials' ) ) );
	}

	/** @param array<string, string> $fields */
	private static function invalid( array $fields ): Problem {
		return new Site_Problem( 'body_invalid', 422, implode( ' ', $fields ), '', array( 'fields' => $fields ) );
	}
}
