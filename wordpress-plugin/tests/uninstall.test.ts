import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bed, type Bed } from './bed/bed.ts';
import { useKey } from './bed/connected.ts';
import { wpEval } from './bed/wp-eval.ts';

const traces = `USE wordpress; SHOW TABLES LIKE 'wp\\_coop%'; SELECT option_name FROM wp_options WHERE option_name LIKE '%coop_credentials%'`;

describe('uninstalling', function () {
  this.timeout(60_000);
  let site: Bed;

  before(async () => {
    site = await bed('beta');
    useKey(site, 'https://verifier.example', 'site.secret');
    wpEval(
      site,
      `set_transient( 'coop_credentials_rate_x', 1, 60 ); update_option( 'coop_credentials_contact', 'help@shop.example' ); return true;`,
    );
    assert.notEqual(site.database.query(traces), '');
  });

  it('leaves no table, option or transient', () => {
    wpEval(
      site,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
      require_once ABSPATH . 'wp-admin/includes/file.php';
      $plugin = 'coop-credentials/coop-credentials.php';
      deactivate_plugins( $plugin );
      return delete_plugins( array( $plugin ) );`,
    );
    assert.equal(site.database.query(traces), '');
    assert.ok(!existsSync(join(site.root, 'wp-content/plugins/coop-credentials')));
  });

  it('was the end of a run without a PHP warning', async () => {
    for (const { root } of [site, await bed()]) {
      const log = join(root, 'debug.log');
      const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
      // WordPress asks WordPress.org for updates, which nobody can reach here.
      assert.deepEqual(
        lines.filter((line) => line !== '' && !line.includes('WordPress.org')),
        [],
      );
    }
  });
});
