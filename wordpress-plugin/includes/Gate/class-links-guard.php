<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * Keeps links behind a gate from feeds (as enclosures) and from the sites they lead to (as pings).
 */
final class Links_Guard {

	public function __construct( private readonly Post_Gates $gates ) {}

	public function hook(): void {
		add_filter( 'enclosure_links', fn ( array $links, int $post_id ): array => $this->public_links( $links, $post_id ), 10, 2 );
		add_filter( 'rss_enclosure', array( $this, 'enclosure' ) );
		add_filter( 'atom_enclosure', array( $this, 'enclosure' ) );
		add_action(
			'pre_ping',
			function ( array &$links, mixed $pung, int $post_id ): void {
				$links = $this->public_links( $links, $post_id );
			},
			10,
			3
		);
	}

	/** The enclosure's tag, or nothing when it was found behind a gate (before this plugin was there, say). */
	public function enclosure( string $tag ): string {
		$post = get_post();
		$url  = 1 === preg_match( '/(?:url|href)="([^"]+)"/', $tag, $found ) ? html_entity_decode( $found[1], ENT_QUOTES | ENT_HTML5 ) : '';

		return null === $post || array() !== $this->public_links( array( $url ), $post->ID ) ? $tag : '';
	}

	/**
	 * @param array<string> $links
	 * @return array<string>
	 */
	private function public_links( array $links, int $post_id ): array {
		if ( $this->gates->has( $post_id ) ) {
			return array();
		}

		$content = (string) get_post_field( 'post_content', $post_id, 'raw' );

		if ( ! Public_Part::has_gate( $content ) ) {
			return $links;
		}

		$public = array_map( 'strip_fragment_from_url', wp_extract_urls( Public_Part::of( $content ) ) );

		return array_values( array_filter( $links, static fn ( string $link ): bool => in_array( strip_fragment_from_url( $link ), $public, true ) ) );
	}
}
