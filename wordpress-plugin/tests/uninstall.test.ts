import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
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
    wpEval(site, `set_transient( 'coop_credentials_rate_x', 1, 60 ); return true;`);
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

  it('leaves no PHP warning behind, from the first page to the last', () => {
    assert.ok(!existsSync(join(site.root, 'debug.log')));
  });
});
