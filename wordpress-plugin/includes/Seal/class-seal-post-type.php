<?php
declare( strict_types=1 );

namespace CoopCredentials\Seal;

/**
 * Where sealed parts are kept: no screen, no address, no REST, no search, and no role that may touch them.
 * With the plugin switched off they are private posts of a type that WordPress does not know. They are exported.
 */
final class Seal_Post_Type {

	public const NAME = 'coop_sealed';

	public function register(): void {
		register_post_type(
			self::NAME,
			array(
				'label'               => __( 'Sealed parts', 'coop-credentials' ),
				'public'              => false,
				'publicly_queryable'  => false,
				'exclude_from_search' => true,
				'show_ui'             => false,
				'show_in_rest'        => false,
				'query_var'           => false,
				'rewrite'             => false,
				'can_export'          => true,
				'delete_with_user'    => false,
				'supports'            => array( '' ),
				'map_meta_cap'        => false,
				'capabilities'        => array_fill_keys(
					array( 'edit_post', 'read_post', 'delete_post', 'edit_posts', 'edit_others_posts', 'publish_posts', 'read_private_posts', 'create_posts', 'delete_posts', 'delete_others_posts' ),
					'do_not_allow'
				),
			)
		);
	}
}
