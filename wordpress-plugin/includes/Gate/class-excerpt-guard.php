<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use Closure;
use WC_Product;

/**
 * Keeps what stands behind a gate inside an excerpt from where WordPress prints excerpts: they are text, in which no
 * shortcode and no block is run. And the descriptions of a product that stands behind a gate as a whole from the
 * shop's API, which asks for no password.
 */
final class Excerpt_Guard {

	/** The last ones, after what runs shortcodes. */
	private const EXCERPTS = array( 'get_the_excerpt', 'the_excerpt', 'the_excerpt_rss', 'the_excerpt_embed', 'wp_get_attachment_caption', 'woocommerce_short_description' );

	/** What reads them to edit or keep them passes these by. */
	private const DESCRIPTIONS = array( 'woocommerce_product_get_description', 'woocommerce_product_get_short_description', 'woocommerce_product_variation_get_description' );

	/** @param Closure(int): bool $is_locked Whether a whole post is closed for who reads. */
	public function __construct( private readonly Closure $is_locked ) {}

	public function hook(): void {
		foreach ( self::EXCERPTS as $filter ) {
			add_filter( $filter, static fn ( mixed $text ): mixed => is_string( $text ) ? Public_Part::of( $text ) : $text, PHP_INT_MAX );
		}

		foreach ( self::DESCRIPTIONS as $filter ) {
			add_filter( $filter, array( $this, 'description' ), PHP_INT_MAX, 2 );
		}
	}

	/** @param WC_Product $product One that is not stored yet is nobody's to close: its words are being written. */
	public function description( mixed $text, mixed $product ): mixed {
		foreach ( array( $product->get_id(), $product->get_parent_id() ) as $id ) {
			if ( $id > 0 && ( $this->is_locked )( $id ) ) {
				return '';
			}
		}

		return $text;
	}
}
