<?php
declare( strict_types=1 );

namespace CoopCredentials;

/**
 * The browser element, as one script that only the gate's own script pulls in: no gate, no script.
 */
final class Front_Scripts {

	public const ELEMENT = 'coop-credential-request';

	public function register(): void {
		wp_register_script(
			self::ELEMENT,
			plugins_url( 'build/' . self::ELEMENT . '.js', PLUGIN_FILE ),
			array(),
			VERSION,
			array(
				'strategy'  => 'defer',
				'in_footer' => true,
			)
		);
	}
}
