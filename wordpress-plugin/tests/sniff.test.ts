import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../scripts/local/temporary-folder.ts';

const plugin = resolve(import.meta.dirname, '..');
const within = (folder: string, ends: RegExp): string[] =>
  readdirSync(join(plugin, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name))
    .map((name) => join(folder, name));

/** What the sniff says of those files, a line a fault. */
function sniff(files: readonly string[], cwd: string): string[] {
  const { stdout, stderr, status } = spawnSync('php', [join(import.meta.dirname, 'sniff/sniff.php'), ...files], {
    cwd,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  const faults = stdout.split('\n').filter(Boolean);
  assert.equal(status, faults.length === 0 ? 0 : 1, stdout);
  return faults;
}

/** A fault, and the same line as it should be. */
const pairs: readonly (readonly [rule: string, wrong: string, right: string])[] = [
  ['unescaped', 'echo $name;', 'echo esc_html( $name );'],
  ['unescaped', 'echo "<b>$name</b>";', "echo '<b>' . esc_html( $name ) . '</b>';"],
  ['unescaped', "echo '<i>', $a['b'];", "echo '<i>', esc_attr( $a['b'] );"],
  ['unescaped', "echo $is ? 'yes' : $no;", "echo $is ? 'yes' : esc_html( $no );"],
  ['unescaped', "echo __( 'Open', 'coop-credentials' );", "echo esc_html__( 'Open', 'coop-credentials' );"],
  ['unescaped', 'print( $name );', 'print( esc_html( $name ) );'],
  ['unescaped', 'exit( $why );', 'exit( 1 );'],
  ['unescaped', "printf( '<b>%s</b>', $name );", "printf( '<b>%s</b>', esc_html( $name ) );"],
  ['unescaped', "echo sprintf( '%s', $this->name );", "echo sprintf( '%d', (int) $this->name );"],
  ['unescaped', "echo implode( '', $all );", "echo implode( '', array_map( 'esc_html', $all ) );"],
  ['unescaped', "_e( 'Open', 'coop-credentials' );", "esc_html_e( 'Open', 'coop-credentials' );"],
  ['unescaped', '?><b><?= $name ?></b><?php', '?><b><?= esc_html( $name ) ?></b><?php'],
  ['unescaped', 'echo $known ?? $html;', "echo esc_html( $known ?? '' );"],
  ['unescaped', 'echo $this->html();', 'echo $this->html(); // phpcs:ignore -- Escaped where it is made.'],
  ['unprepared', "$wpdb->query( 'DELETE FROM t WHERE id = ' . $id );", "$wpdb->query( 'DELETE FROM t' );"],
  ['unprepared', '$this->db->get_var( $sql );', "$this->db->get_var( $this->db->prepare( 'SELECT %d', $id ) );"],
  ['unprepared', '$wpdb->get_row( "SELECT $id" );', "$wpdb->get_row( $wpdb->prepare( 'SELECT %d', $id ) );"],
  ['unprepared', '$wpdb->prepare( "WHERE id = $id" );', '$wpdb->prepare( "FROM {$wpdb->posts} WHERE id = %d", $id );'],
  ['direct-input', "$name = $_GET['name'];", "$name = sanitize_key( wp_unslash( $_GET['name'] ?? '' ) );"],
  ['direct-input', "$on = 'x' . ( $_COOKIE['y'] ?? '' );", "$on = 'x' === ( $_COOKIE['y'] ?? '' );"],
  ['direct-input', 'foreach ( $_SERVER as $one ) {}', "$_SERVER['HTTP_HOST'] = 'localhost';"],
  [
    'form-without-guard',
    "function f() { if ( isset( $_POST['a'] ) && current_user_can( 'b' ) ) { update_option( 'a', 1 ); } }",
    "function f() { if ( isset( $_POST['a'] ) && current_user_can( 'b' ) && check_admin_referer( 'a' ) ) { update_option( 'a', 1 ); } }",
  ],
  [
    'form-without-guard',
    "function f() { if ( isset( $_POST['a'] ) && check_admin_referer( 'a' ) ) { $this->store->save( 1 ); } }",
    "function f() { if ( isset( $_POST['a'] ) && check_admin_referer( 'a' ) && current_user_can( 'b' ) ) { $this->store->save( 1 ); } }",
  ],
  [
    'form-without-guard',
    "function f() { add_action( 'admin_post_a', 'g' ); }",
    "function f() { add_action( 'admin_post_a', 'g' ); } function g() { check_admin_referer( 'a' ); current_user_can( 'b' ); }",
  ],
  [
    'route-without-permission',
    "register_rest_route( 'a', 'b', array( 'callback' => 'c' ) );",
    "register_rest_route( 'a', 'b', array( 'callback' => 'c', 'permission_callback' => 'd' ) );",
  ],
  [
    'route-without-permission',
    "register_rest_route( 'a', 'b', array( 'permission_callback' => '__return_true' ) );",
    "register_rest_route( 'a', 'b', array( 'permission_callback' => '__return_true' ) ); // Public, because.",
  ],
  ['text-domain', "$a = __( 'Open' );", "$a = __( 'Open', 'coop-credentials' );"],
  ['text-domain', "$a = _x( 'Open', 'verb', 'other' );", "$a = _x( 'Open', 'verb', 'coop-credentials' );"],
  ['text-domain', "$a = esc_html__( $text, 'coop-credentials' );", "$a = esc_html__( 'Open', 'coop-credentials' );"],
  [
    'newer-than-8.1',
    'final readonly class A {}',
    'final class A { public function __construct( readonly int $a ) {} }',
  ],
  ['newer-than-8.1', 'function f( (A&B)|null $a ) {}', 'function f( A|null $a ) {}'],
  ['newer-than-8.1', 'function f(): true { return true; }', 'function f(): bool { return true; }'],
  ['newer-than-8.1', '$ok = json_validate( $a );', '$ok = json_decode( $a );'],
  ['newer-than-8.1', "class A { const string B = 'b'; }", "class A { final const B = 'b'; }"],
  ['newer-than-8.1', '$a = A::{$b};', '$a = A::B;'],
  ['ignored-without-a-reason', 'echo $a; // phpcs:ignore', 'echo $a; // phpcs:ignore -- Made of numbers.'],
];

describe('the sniff', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  for (const [index, [rule, wrong, right]] of pairs.entries()) {
    it(`finds ${rule}: ${wrong}`, () => {
      for (const [name, line] of Object.entries({ wrong, right })) {
        writeFileSync(join(folder.path, `${index}-${name}.php`), `<?php\n\n${line}\n`);
      }
      assert.deepEqual(sniff([`${index}-wrong.php`], folder.path), [`${index}-wrong.php:3 ${rule}`]);
      assert.deepEqual(sniff([`${index}-right.php`], folder.path), []);
    });
  }

  it('finds nothing in the plugin', () => {
    const files = [
      'coop-credentials.php',
      'uninstall.php',
      ...within('includes', /\.php$/),
      ...within('src', /\.php$/),
    ];
    assert.ok(files.length > 100);
    assert.deepEqual(sniff(files, plugin), []);
  });
});

describe('the scripts of the plugin', () => {
  const sources = within('src', /\.(js|ts)$/);
  const translated = /(?<![\w.$])(?:__|_n|_x|_nx)\((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\([^()]*\)|[^()'"])*\)/g;

  it('ask for translations in the plugin’s own domain', () => {
    const calls = sources.flatMap((file) =>
      [...readFileSync(join(plugin, file), 'utf8').matchAll(translated)].map(([call]) => ({ file, call })),
    );
    assert.ok(calls.length > 100);
    assert.deepEqual(
      calls.filter(({ call }) => !call.includes("'coop-credentials'") && !call.includes('"coop-credentials"')),
      [],
    );
  });

  it('put no text from outside into the page as HTML', () => {
    const found = sources.filter((file) =>
      /dangerouslySetInnerHTML|\bRawHTML\b|insertAdjacentHTML|document\.write|\beval\(/.test(
        readFileSync(join(plugin, file), 'utf8'),
      ),
    );
    assert.deepEqual(found, []);
  });
});
