<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

/**
 * An editor looks at a preview: locked, as strangers see it, or opened with `coop_preview=open` in the address.
 *
 * It opens nothing that the same person could not read in the editor: only on the preview of a post that they may edit.
 */
final class Preview {

	public const PARAMETER = 'coop_preview';

	public function opens(): bool {
		return is_preview() && 'open' === ( $_GET[ self::PARAMETER ] ?? '' ) // phpcs:ignore -- Looks only; the capability decides.
			&& is_singular() && current_user_can( 'edit_post', get_queried_object_id() );
	}
}
