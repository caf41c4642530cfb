import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../install.js';
import { pluginVersion, packageDiscourse } from '../package-discourse.js';

interface Package {
  readonly devDependencies: Record<string, string>;
}

describe('the Discourse plugin, as a repository that Discourse clones', function () {
  this.timeout(60_000);
  let folder: string;
  let clone: string;
  let commit: string;
  const git = (at: string, ...args: string[]) => execFileSync('git', args, { cwd: at, encoding: 'utf8' }).trim();
  const read = (file: string) => readFileSync(join(clone, file), 'utf8');
  const isThere = (file: string) => existsSync(join(clone, file));

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-discourse-'));
    commit = packageDiscourse(join(folder, 'released'));
    clone = join(folder, 'coop-credentials');
    git(folder, 'clone', '--quiet', join(folder, 'released'), clone);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has plugin.rb at its root, named as the folder that it is cloned into', () =>
    assert.match(read('plugin.rb'), /^# name: coop-credentials$/m));

  it('is one commit with a tag of the version, and the same commit every time', () => {
    assert.equal(git(clone, 'rev-list', '--count', 'main'), '1');
    assert.equal(git(clone, 'rev-parse', `v${pluginVersion()}`), commit);
    assert.equal(packageDiscourse(join(folder, 'again')), commit);
  });

  it('follows the releases of a mirror where one is named, and leaves nothing of them behind', () => {
    const mirror = join(folder, 'mirror');
    git(folder, 'init', '--quiet', '--initial-branch=main', mirror);
    writeFileSync(join(mirror, 'old.rb'), '');
    git(mirror, 'add', '--all');
    git(mirror, '-c', 'user.name=x', '-c', 'user.email=x@y.invalid', 'commit', '--quiet', '-m', 'Version 0');
    process.env.DISCOURSE_RELEASES = mirror;
    try {
      packageDiscourse(join(folder, 'next'));
    } finally {
      delete process.env.DISCOURSE_RELEASES;
    }
    assert.equal(git(join(folder, 'next'), 'rev-list', '--count', 'main'), '2');
    assert.ok(!existsSync(join(folder, 'next', 'old.rb')));
  });

  it('holds the built element, the words and the licence: nothing is built where it is installed', () => {
    const built = readFileSync(join(root, 'discourse-plugin/public/javascripts/coop-credential-request.js'), 'utf8');
    assert.equal(read('public/javascripts/coop-credential-request.js'), built);
    assert.match(read('config/locales/server.en.yml'), /credential_revoked:/);
    assert.match(read('LICENSE'), /GNU GENERAL PUBLIC LICENSE/);
  });

  it('has what Discourse’s own workflow looks for', () => {
    assert.match(read('.github/workflows/discourse-plugin.yml'), /discourse\/\.github\/.*discourse-plugin\.yml@v1/);
    for (const file of ['.rubocop.yml', '.streerc', 'Gemfile', 'eslint.config.mjs', '.prettierrc.cjs', 'spec']) {
      assert.ok(isThere(file), file);
    }
  });

  it('locks the very tools that its package.json names', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as Package;
    const own = JSON.parse(readFileSync(join(root, 'discourse-plugin/.lint/package.json'), 'utf8')) as Package;
    const lock = read('pnpm-lock.yaml');
    for (const [name, version] of Object.entries(devDependencies)) {
      assert.equal(own.devDependencies[name], version, `${name}: .lint and .release differ`);
      assert.match(lock, new RegExp(`'?${name.replace('/', '\\/')}'?:\\n        specifier: ${version}\\n`));
    }
  });

  it('holds nothing of the workshop, nothing installed, and names no machine', () => {
    const files = git(clone, 'ls-files').split('\n');
    assert.deepEqual(
      files.filter((file) => /^\.(harness|lint|release)\/|node_modules|\.gems|Gemfile\.lock/.test(file)),
      [],
    );
    const named = files.filter((file) => /(^|[^\w.-])\/(work|opt|root|home)\//.test(read(file)));
    assert.deepEqual(named, []);
  });

  it('needs no gem and no npm package where it runs', () => {
    assert.doesNotMatch(read('plugin.rb'), /^\s*gem /m);
    assert.equal((JSON.parse(read('package.json')) as { dependencies?: object }).dependencies, undefined);
  });
});
