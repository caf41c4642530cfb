import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { php } from '../scripts/local/php-server.ts';
import { startBed, type Bed } from './bed/bed.ts';
import { wpEval } from './bed/wp-eval.ts';

const tables = 7;
const addGrant = (verification: string): string =>
  `global $wpdb;
  $grants = new CoopCredentials\\Grant\\Grant_Store( $wpdb, CoopCredentials\\Plugin::instance()->tables->grants() );
  $now = new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) );
  $wpdb->insert( CoopCredentials\\Plugin::instance()->tables->grants(), array( 'verification_id' => '${verification}', 'policy' => 'lounge', 'visitor' => 'somebody', 'holder' => 'h', 'issuer_name' => '', 'reason' => '', 'granted_at' => $now->format( 'Y-m-d H:i:s' ), 'expires_at' => $now->modify( '+1 day' )->format( 'Y-m-d H:i:s' ) ) );
  return null !== $grants->live( 'lounge', array( 'somebody' ), $now );`;
const isIn = `global $wpdb;
  $grants = new CoopCredentials\\Grant\\Grant_Store( $wpdb, CoopCredentials\\Plugin::instance()->tables->grants() );
  return null !== $grants->live( 'lounge', array( 'somebody' ), new DateTimeImmutable( 'now', new DateTimeZone( 'UTC' ) ) );`;
const settings = `$settings = new CoopCredentials\\Verifier\\Connection_Settings( new CoopCredentials\\Verifier\\Secret_Box( wp_salt( 'secure_auth' ) ) );`;

describe('a network of two sites', function () {
  this.timeout(120_000);
  let network: Bed;
  let first: string;
  let second: string;

  const tablesOf = (prefix: string): string[] =>
    network.database
      .query(`USE wordpress; SHOW TABLES LIKE '${prefix.replaceAll('_', '\\_')}coop%'`)
      .split('\n')
      .filter(Boolean);
  const addSite = (name: string): number =>
    wpEval(network, `return wpmu_create_blog( '${new URL(first).host}', '/${name}/', '${name}', 1 );`, first) as number;

  before(async () => {
    network = await startBed('nightly');
    first = `${network.url}/`;
    second = `${network.url}/second/`;
    wpEval(
      network,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'coop-credentials/coop-credentials.php' ); return true;`,
    );
    php(join(import.meta.dirname, 'bed/make-network.php'), network.root, new URL(first).host);
    wpEval(
      network,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
      $fault = activate_plugin( 'coop-credentials/coop-credentials.php', '', true );
      return is_wp_error( $fault ) ? $fault->get_error_message() : true;`,
      first,
    );
    assert.equal(addSite('second'), 2);
  });

  after(() => network.stop());

  it('gives a new site tables of its own at its first page, which answers', async () => {
    assert.equal(tablesOf('wp_2_').length, 0);
    const page = await fetch(second);
    await page.text(); // An unread answer breaks Node's fetch when PHP's server closes its connection.
    assert.equal(page.status, 200);
    assert.equal(tablesOf('wp_2_').length, tables);
    assert.equal(tablesOf('wp_').length, tables);
  });

  it('lets the administrators of each site manage it, and no others', () => {
    assert.equal(
      wpEval(network, `return get_role( 'administrator' )->has_cap( 'manage_coop_credentials' );`, second),
      true,
    );
    assert.equal(wpEval(network, `return get_role( 'editor' )->has_cap( 'manage_coop_credentials' );`, second), false);
  });

  it('connects each site by itself', () => {
    wpEval(
      network,
      `${settings} $settings->store( 'https://verifier.example', 'second.secret' ); return true;`,
      second,
    );
    const url = `${settings} return $settings->connection()?->url;`;
    assert.equal(wpEval(network, url, second), 'https://verifier.example');
    assert.equal(wpEval(network, url, first), null);
  });

  it('lets a visitor into the site that let them in, and into no other', () => {
    assert.equal(wpEval(network, addGrant('v-second'), second), true);
    assert.equal(wpEval(network, isIn, first), false);
  });

  it('gives a visitor another cookie at each site', () => {
    const name = `$cookie = CoopCredentials\\Visit\\Visitor_Cookie::for_this_site();
      return ( new ReflectionProperty( $cookie, 'name' ) )->getValue( $cookie );`;
    assert.notEqual(wpEval(network, name, first), wpEval(network, name, second));
  });

  it('opens no gate of another site whose part a page shows, in a preview neither', async () => {
    const value = 'A'.repeat(43);
    const visitor = createHash('sha256').update(value).digest('hex');
    const folder = join(network.root, 'wp-content/mu-plugins');
    const block = (words: string): string =>
      `<!-- wp:coop-credentials/gate {"policy":"lounge"} --><p>${words}</p><!-- /wp:coop-credentials/gate -->`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'other-site.php'),
      `<?php add_action( 'wp_footer', function () {
        echo do_blocks( '${block('Words of the first.')}' );
        switch_to_blog( 2 );
        echo do_blocks( '${block('Words of the second.')}' );
        restore_current_blog();
      } );`,
    );
    wpEval(network, addGrant('v-first').replaceAll("'somebody'", `'${visitor}'`), first);
    const [cookie, editor, preview] = wpEval(
      network,
      `$draft = wp_insert_post( array( 'post_title' => 'A draft', 'post_status' => 'draft', 'post_author' => 1 ) );
      $session = wp_generate_auth_cookie( 1, time() + 3600, 'logged_in', WP_Session_Tokens::get_instance( 1 )->create( time() + 3600 ) );
      return array( 'wp-postpass_coop_1_' . COOKIEHASH . '=${value}', LOGGED_IN_COOKIE . '=' . rawurlencode( $session ), add_query_arg( array( 'p' => $draft, 'preview' => 'true', 'coop_preview' => 'open' ), home_url( '/' ) ) );`,
      first,
    ) as [string, string, string];
    const shown = async (page: string, cookies: string): Promise<boolean[]> => {
      const text = await (await fetch(page, { headers: { cookie: cookies } })).text();
      return [text.includes('Words of the first.'), text.includes('Words of the second.')];
    };
    try {
      assert.deepEqual(await shown(first, ''), [false, false]);
      assert.deepEqual(await shown(first, cookie), [true, false]);
      assert.deepEqual(await shown(preview, editor), [true, false]);
    } finally {
      rmSync(join(folder, 'other-site.php'));
    }
  });

  it('takes the tables of a site that is deleted with it', () => {
    const third = addSite('third');
    wpEval(network, 'return 1;', `${network.url}/third/`);
    assert.equal(tablesOf(`wp_${third}_`).length, tables);
    wpEval(
      network,
      `require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog( ${third}, true ); return 1;`,
      first,
    );
    assert.deepEqual(tablesOf(`wp_${third}_`), []);
    assert.equal(tablesOf('wp_2_').length, tables);
  });

  it('runs nothing by the clock at any site once it is switched off for all', () => {
    const plan = `wp_schedule_event( time(), 'hourly', 'coop_credentials_read_changes' ); return true;`;
    for (const site of [first, second]) wpEval(network, plan, site);
    wpEval(
      network,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'coop-credentials/coop-credentials.php', false, true ); return true;`,
      first,
    );
    for (const site of [first, second]) {
      assert.equal(wpEval(network, `return wp_next_scheduled( 'coop_credentials_read_changes' );`, site), false, site);
    }
  });

  it('leaves nothing at any site when it is uninstalled', () => {
    wpEval(
      network,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
      require_once ABSPATH . 'wp-admin/includes/file.php';
      return delete_plugins( array( 'coop-credentials/coop-credentials.php' ) );`,
      first,
    );
    assert.ok(!existsSync(join(network.root, 'wp-content/plugins/coop-credentials')));
    assert.deepEqual([...tablesOf('wp_'), ...tablesOf('wp_2_')], []);
    for (const options of ['wp_options', 'wp_2_options']) {
      assert.equal(
        network.database.query(
          `USE wordpress; SELECT option_name FROM ${options} WHERE CONCAT(option_name, option_value) LIKE '%coop_credentials%'`,
        ),
        '',
      );
    }
    assert.equal(
      network.database.query(
        `USE wordpress; SELECT meta_key FROM wp_sitemeta WHERE CONCAT(meta_key, meta_value) LIKE '%coop_credentials%'`,
      ),
      '',
    );
  });
});
