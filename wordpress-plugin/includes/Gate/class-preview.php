<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * An editor looks at a preview: locked, as strangers see it, or opened with `coop_preview=open` in the address.
 *
 * It opens every gate on the page, so it is for those who may read what others wrote: an author could put a pattern
 * or a list of posts of somebody else into a post of their own, and look at its preview.
 */
final class Preview {

	public const PARAMETER = 'coop_preview';

	public function opens(): bool {
		return is_preview() && 'open' === ( $_GET[ self::PARAMETER ] ?? '' ) // phpcs:ignore -- Looks only; the capability decides.
			&& is_singular() && current_user_can( 'edit_others_posts' ) && current_user_can( 'edit_others_pages' ) && current_user_can( 'edit_post', get_queried_object_id() );
	}
}
