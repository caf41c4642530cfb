<?php
declare( strict_types=1 );

namespace CoopCredentials\Admin;

use CoopCredentials\Verifier\Connection_Settings;

/**
 * The way on from a working connection: a rule at the service, then the block on a page.
 */
final class What_Next {

	/** The same as in readme.txt, where a test compares them. */
	private const RULE = '{
  "purpose": "Open the members lounge",
  "accept": [{ "require": [{
    "type": "CoopMembershipCredential",
    "issuers": { "allow": [{ "id": "did:web:harvest.example", "name": "Harvest Co-op", "reason": "our neighbours" }] }
  }] }],
  "grant": { "for": "P30D" }
}';

	public function __construct( private readonly Connection_Settings $settings ) {}

	/** One command for a shell; `$SITE_KEY` stays a name, because the key is never shown. */
	public static function command( string $service_url, string $site_url ): string {
		return "curl -X PUT '$service_url/v1/policies/members-lounge' \\\n"
			. "  -H \"Authorization: Bearer \$SITE_KEY\" \\\n"
			. "  -H 'Coop-Site-Url: $site_url' \\\n"
			. "  -H 'Content-Type: application/json' \\\n"
			. "  --data '" . self::RULE . "'";
	}

	public function show(): void {
		$service = '' === $this->settings->url() ? 'https://verifier.example' : $this->settings->url();
		?>
		<h2><?php esc_html_e( 'What next', 'coop-credentials' ); ?></h2>
		<ol>
			<li><?php esc_html_e( 'A rule says whose members may enter and for how long. Rules are kept at the service, under a name such as members-lounge. Ask whoever runs the service to store one for this site: say which co-ops you welcome, what for, and for how many days.', 'coop-credentials' ); ?></li>
			<li><?php esc_html_e( 'On a page, add the block “Members’ gate”, put what is for members into it, and enter the rule’s name in the block’s settings. “Look whether it is there” says whether the service has the rule.', 'coop-credentials' ); ?></li>
			<li><?php esc_html_e( 'Look at the page in a private window, as a stranger does.', 'coop-credentials' ); ?></li>
		</ol>
		<p><label for="coop-example"><?php esc_html_e( 'For whoever runs the service, to copy and change: this stores the rule members-lounge for this site.', 'coop-credentials' ); ?></label></p>
		<textarea id="coop-example" class="large-text code" rows="12" readonly spellcheck="false"><?php echo esc_textarea( self::command( $service, home_url() ) ); ?></textarea>
		<?php
	}
}
