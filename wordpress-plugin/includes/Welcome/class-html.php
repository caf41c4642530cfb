<?php
declare( strict_types=1 );

namespace CoopCredentials\Welcome;

/**
 * Text of strangers as HTML, in which nothing can be read as markup or as a shortcode: WordPress runs those after blocks.
 */
final class Html {

	public static function text( string $text ): string {
		return str_replace( '[', '&#91;', esc_html( $text ) );
	}

	/** A name in any direction of writing, which turns nothing beside it. */
	public static function name( string $text ): string {
		return '<bdi>' . self::text( $text ) . '</bdi>';
	}

	public static function attribute( string $text ): string {
		return str_replace( '[', '&#91;', esc_attr( $text ) );
	}

	/** A link to a web page of strangers, or its text alone where there is no such page. */
	public static function link( string $url, string $text ): string {
		$address = esc_url( $url, array( 'http', 'https' ) );

		return '' === $address
			? self::name( $text )
			: '<a href="' . str_replace( '[', '%5B', $address ) . '" rel="noopener nofollow external">' . self::name( $text ) . '</a>';
	}
}
