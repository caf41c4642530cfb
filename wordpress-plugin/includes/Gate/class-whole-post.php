<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Post;

/**
 * A whole post or page behind a gate. To WordPress it is a post that asks for its password, which it asks for in
 * every place where it prints content, excerpts or comments; ours stands where the password's form would be.
 *
 * Some places of core forget to ask, for its own passwords too. Comments_Guard answers for the admin area's list of
 * comments, for `wp.getComments` of XML-RPC and for searches of comments; Search_Guard for the search of posts, also
 * in the dialogues that link and attach; Raw_Content_Guard for Latest Posts and Featured Image; Footnotes_Guard for
 * footnotes; Links_Guard for pingbacks and enclosures; Excerpt_Guard for excerpts, and for products;
 * Shop_Page_Guard for the shop's list of products.
 */
final class Whole_Post {

	public function __construct(
		private readonly Post_Gates $gates,
		private readonly Gate_Keeper $keeper,
		private readonly Gate_Markup $markup,
		private readonly Gate_Words $words,
		private readonly Front_Assets $assets,
	) {}

	public function hook(): void {
		add_filter( 'post_password_required', array( $this, 'is_required' ), PHP_INT_MAX, 2 );
		add_filter( 'the_password_form', array( $this, 'form' ), PHP_INT_MAX, 2 );
		add_filter( 'the_content', array( $this, 'say_why' ), 20 );

		foreach ( array( 'the_excerpt' => true, 'the_excerpt_rss' => false, 'the_excerpt_embed' => true ) as $filter => $is_html ) {
			add_filter( $filter, fn ( mixed $excerpt ): string => $this->excerpt( (string) $excerpt, $is_html ), PHP_INT_MAX );
		}
	}

	public function is_required( mixed $required, mixed $post ): bool {
		return (bool) $required || $this->is_locked( $post instanceof WP_Post ? $post : null );
	}

	public function is_locked( ?WP_Post $post ): bool {
		return null !== $this->first_locked( $post );
	}

	/** For WordPress' own password, once the gates are open, its own form. */
	public function form( mixed $form, mixed $post = null ): string {
		$gate = $this->first_locked( $post instanceof WP_Post ? $post : get_post() );

		if ( null === $gate ) {
			return (string) $form;
		}

		$this->assets->need();

		// As a block, or WordPress would put paragraphs into it.
		return '<!-- wp:html -->' . $this->keeper->html( $gate, static fn (): string => '', Place::Post ) . '<!-- /wp:html -->';
	}

	/** On the opened post's own page: because of which membership, until when, and a way to drop it. */
	public function say_why( mixed $content ): string {
		$post    = get_post();
		$content = (string) $content;

		if ( null === $post || ! is_singular() || ! in_the_loop() || get_queried_object_id() !== $post->ID || post_password_required( $post ) ) {
			return $content;
		}

		$opened = '';

		foreach ( $this->gates->of( $post ) as $gate ) {
			$opened .= $this->keeper->is_open( $gate ) ? $this->keeper->html( $gate, static fn (): string => '', Place::Post ) : '';
		}

		'' === $opened || $this->assets->need();

		return $opened . $content;
	}

	private function excerpt( string $excerpt, bool $is_html ): string {
		$gate = $this->first_locked( get_post() );

		if ( null === $gate ) {
			return $excerpt;
		}

		$summary = $this->markup->summary( $this->words->fill( $gate ) );

		return $is_html ? '<p>' . $summary . '</p>' : $summary;
	}

	private function first_locked( ?WP_Post $post ): ?Gate {
		$gates = null === $post ? array() : $this->gates->of( $post );

		if ( array() === $gates || $this->is_for_editing( $post ) ) {
			return null;
		}

		foreach ( $gates as $gate ) {
			if ( ! $this->keeper->is_open( $gate ) ) {
				return $gate;
			}
		}

		return null;
	}

	/** Who may edit the post works with it in the admin area and over REST; on the site they are visitors as everybody. */
	private function is_for_editing( WP_Post $post ): bool {
		return ( is_admin() || wp_is_serving_rest_request() || ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST ) ) && current_user_can( 'edit_post', $post->ID );
	}
}
