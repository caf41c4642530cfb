<?php
/**
 * What the page says of whose members are welcome.
 *
 * @package CoopCredentials
 *
 * @var array<string, mixed> $attributes
 */

defined( 'ABSPATH' ) || exit;

echo CoopCredentials\Plugin::instance()->welcome()->render( $attributes ); // phpcs:ignore -- Welcome_Markup escapes.
