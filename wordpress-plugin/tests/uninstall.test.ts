import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bed, type Bed } from './bed/bed.ts';
import { useKey } from './bed/connected.ts';
import { wpEval } from './bed/wp-eval.ts';

const traces = `USE wordpress; SHOW TABLES LIKE 'wp\\_coop%';
  SELECT option_name FROM wp_options WHERE option_name LIKE '%coop_credentials%' OR option_value LIKE '%coop_credentials%';
  SELECT meta_key FROM wp_postmeta WHERE meta_key LIKE '%coop_credentials%';
  SELECT meta_key FROM wp_termmeta WHERE meta_key LIKE '%coop_credentials%';
  SELECT post_title FROM wp_posts WHERE post_type LIKE 'coop%'`;

describe('uninstalling', function () {
  this.timeout(60_000);
  let site: Bed;

  before(async () => {
    site = await bed('beta');
    useKey(site, 'https://verifier.example', 'site.secret');
    wpEval(
      site,
      `set_transient( 'coop_credentials_rate_x', 1, 60 ); update_option( 'coop_credentials_contact', 'help@shop.example' );
      update_post_meta( 1, '_coop_credentials_gate', 'lounge' ); update_term_meta( 1, '_coop_credentials_gate', 'lounge' );
      wp_schedule_event( time(), 'hourly', 'coop_credentials_read_changes' );
      foreach ( array( 'sealed words' => 'key0', 'words of a revision' => 'key1' ) as $words => $key ) {
        wp_insert_post( array( 'post_type' => 'coop_sealed', 'post_status' => 'private', 'post_name' => $key, 'post_parent' => 1, 'post_content' => $words ) );
      }
      wp_update_post( array( 'ID' => 1, 'post_title' => 'Notes', 'post_content' => 'key0' ) );
      return true;`,
    );
    assert.notEqual(site.database.query(traces), '');
  });

  it('leaves no table, option, transient, mark, plan or capability', () => {
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

  it('keeps the words that authors sealed, as drafts', () => {
    const kept = site.database.query(
      `USE wordpress; SELECT post_type, post_status, post_title FROM wp_posts WHERE post_content IN ('sealed words', 'words of a revision')`,
    );
    assert.equal(kept.trim(), 'post\tdraft\tWas behind a gate: Notes');
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
