<?php
/**
 * What the gate prints; `$content` is empty, because the inner blocks are rendered only once it is open.
 *
 * @package CoopCredentials
 *
 * @var array<string, mixed> $attributes
 * @var WP_Block             $block
 */

defined( 'ABSPATH' ) || exit;

echo CoopCredentials\Plugin::instance()->block()->render( $attributes, $block ); // phpcs:ignore -- Gate_Markup escapes; inner blocks are what an author wrote.
