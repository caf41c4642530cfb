<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Seal\Sealed_Footnotes;
use CoopCredentials\Seal\Sealed_Parts;
use WP_HTML_Tag_Processor;

/**
 * Keeps footnotes of what stands behind a locked gate from readers.
 *
 * WordPress stores a post's footnotes beside its content. Who may edit the post gets all of them over REST,
 * because the editor saves back what it got.
 */
final class Footnotes_Guard {

	private const META = 'footnotes';

	private bool $is_reading = false;

	/** How many REST answers are being made, one inside the other, also without a request from outside. */
	private int $answers = 0;

	public function __construct(
		private readonly Gate_Keeper $keeper,
		private readonly Whole_Post $whole,
		private readonly Sealed_Parts $sealed,
	) {}

	public function hook(): void {
		add_filter( 'rest_request_before_callbacks', fn ( mixed $response ): mixed => $this->count( $response, 1 ), PHP_INT_MIN );
		add_filter( 'rest_request_after_callbacks', fn ( mixed $response ): mixed => $this->count( $response, -1 ), PHP_INT_MAX );
		add_filter( 'get_post_metadata', array( $this, 'read' ), 20, 3 );
		add_filter( 'render_block_core/footnotes', array( $this, 'number' ), 10, 3 );
	}

	/** For reading the post meta: only the notes whose mark everybody may see who gets this answer. */
	public function read( mixed $value, int $post_id, string $key ): mixed {
		if ( self::META !== $key || null !== $value || $this->is_reading ) {
			return $value;
		}

		if ( ! $this->is_for_readers( $post_id ) ) {
			$whole = Sealed_Footnotes::of( $post_id );

			return null === $whole ? $value : array( $whole );
		}

		if ( $this->whole->is_locked( get_post( $post_id ) ) ) {
			return array( '[]' );
		}

		$content = (string) get_post_field( 'post_content', $post_id, 'raw' );

		if ( ! Public_Part::has_gate( $content ) ) {
			return $value;
		}

		$is_open = fn ( Gate $gate ): bool => $this->keeper->is_open( $gate );
		$public  = Public_Part::of( $content, $is_open ) . $this->sealed->texts( $content, $post_id, $is_open );
		$notes   = array_filter( $this->all( $post_id ), static fn ( array $note ): bool => self::is_marked( $public, (string) ( $note['id'] ?? '' ) ) );

		return array( (string) wp_json_encode( array_values( $notes ) ) );
	}

	/** Notes that are left keep the numbers that their marks in the text have. */
	public function number( string $html, array $parsed, object $block ): string {
		$post_id = (int) ( $block->context['postId'] ?? 0 );

		if ( '' === $html || ! Public_Part::has_gate( (string) get_post_field( 'post_content', $post_id, 'raw' ) ) ) {
			return $html;
		}

		$numbers = array_flip( array_column( $this->all( $post_id ), 'id' ) );
		$tags    = new WP_HTML_Tag_Processor( $html );

		while ( $tags->next_tag( 'LI' ) ) {
			$number = $numbers[ (string) $tags->get_attribute( 'id' ) ] ?? null;
			null === $number || $tags->set_attribute( 'value', (string) ( $number + 1 ) );
		}

		return $tags->get_updated_html();
	}

	private function count( mixed $response, int $more ): mixed {
		$this->answers += $more;

		return $response;
	}

	private function is_for_readers( int $post_id ): bool {
		return wp_is_serving_rest_request() || $this->answers > 0
			? ! current_user_can( 'edit_post', $post_id )
			: ! is_admin() && did_action( 'template_redirect' ) > 0;
	}

	private static function is_marked( string $content, string $id ): bool {
		return '' !== $id && str_contains( $content, 'data-fn="' . $id . '"' );
	}

	/** @return list<array<string, mixed>> */
	private function all( int $post_id ): array {
		$this->is_reading = true;
		$notes            = json_decode( Sealed_Footnotes::of( $post_id ) ?? (string) get_post_meta( $post_id, self::META, true ), true );
		$this->is_reading = false;

		return array_values( array_filter( is_array( $notes ) ? $notes : array(), 'is_array' ) );
	}
}
