import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makePot, textDomain } from '../scripts/make-pot.ts';
import { packagePlugin } from '../scripts/package.ts';
import { readCalls } from '../scripts/pot/read-calls.ts';
import { temporaryFolder } from '../scripts/local/temporary-folder.ts';

const plugin = resolve(import.meta.dirname, '..');
const build = join(plugin, 'build');
const read = (name: string): string => readFileSync(join(plugin, name), 'utf8');

describe('the zip', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('has one folder, with what a site needs and nothing else', () => {
    const names = execFileSync('unzip', ['-Z1', packagePlugin(folder.path)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    assert.ok(names.every((name) => name.startsWith('coop-credentials/')));
    const tops = new Set(names.map((name) => name.split('/')[1]));
    assert.deepEqual([...tops].sort(), [
      'LICENSE',
      'build',
      'coop-credentials.php',
      'includes',
      'languages',
      'readme.txt',
      'uninstall.php',
    ]);
    for (const needed of ['build/coop-credential-request.js', 'build/gate/block.json', 'build/gate/render.php']) {
      assert.ok(names.includes(`coop-credentials/${needed}`), needed);
    }
  });

  it('is the same, byte for byte, when it is made again', () => {
    const first = readFileSync(packagePlugin(folder.path));
    assert.deepEqual(readFileSync(packagePlugin(folder.path)), first);
  });
});

describe('what is built', () => {
  const scripts = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

  it('holds no copy of React: WordPress has its own', () => {
    assert.ok(scripts.length >= 3);
    for (const name of scripts) {
      assert.doesNotMatch(
        readFileSync(join(build, name), 'utf8'),
        /react\.(transitional\.)?element|react\/jsx-runtime/,
        name,
      );
    }
    assert.match(readFileSync(join(build, 'gate/index.asset.php'), 'utf8'), /'react-jsx-runtime'/);
  });

  it('loads no WordPress library on the front', () => {
    assert.match(readFileSync(join(build, 'gate/view.asset.php'), 'utf8'), /'dependencies' => array\(\)/);
  });
});

describe('the catalogue for translators', () => {
  const pot = makePot();

  it('has every sentence of PHP, of the scripts and of the block, where WordPress looks for it', () => {
    for (const [file, text] of [
      ['includes/Gate/class-gate-markup.php', 'This part is not open yet.'],
      ['includes/generated/class-problem-words.php', 'There is no rule of that name.'],
      ['build/admin/index.js', 'Whose members do you welcome?'],
      ['build/editor/index.js', 'For members only'],
      ['build/gate/index.js', 'As a stranger'],
    ]) {
      assert.match(pot, new RegExp(`#: ${file}\n(#.*\n)*msgid "${text?.replaceAll('?', '\\?')}"\n`), text);
    }
    assert.match(pot, /#: build\/gate\/block\.json\nmsgctxt "block title"\nmsgid "Members’ gate"\n/);
  });

  it('has as many sentences of the scripts as their sources have', () => {
    const folders = readdirSync(join(plugin, 'src'), { recursive: true, encoding: 'utf8' });
    const texts = folders
      .filter((name) => /\.(js|ts)$/.test(name))
      .flatMap((name) => readCalls(read(join('src', name)), textDomain).map(({ text }) => text));
    assert.ok(texts.length > 100);
    const missing = texts.filter((text) => !pot.includes(`msgid ${JSON.stringify(text)}\n`));
    assert.deepEqual(missing, []);
  });

  it('tells translators what stands in the gaps', () => {
    const bare = pot
      .split('\n\n')
      .filter((entry) => /^msgid ".*%(\d\$)?[sd]/m.test(entry) && !entry.startsWith('#. translators:'));
    assert.deepEqual(bare, []);
  });
});

describe('the plugin’s papers', () => {
  it('name one version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    assert.match(read('coop-credentials.php'), new RegExp(`\\* Version: +${version}\\n`));
    assert.match(read('coop-credentials.php'), new RegExp(`VERSION += '${version}'`));
    assert.match(read('readme.txt'), new RegExp(`Stable tag: ${version}\n`));
    assert.match(read('src/gate/block.json'), new RegExp(`"version": "${version}"`));
  });
});
