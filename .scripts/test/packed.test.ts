import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../install.js';
import { packPackages } from '../pack.js';

describe('the packed npm packages, installed into an empty folder', function () {
  this.timeout(240_000);
  let folder: string;
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', env: environment() });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-packed-'));
    const packed = packPackages(join(folder, 'packed'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    run(
      'npm',
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefer-offline',
      ...packed,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('hold built JavaScript and types, and no TypeScript sources', () => {
    const files = readdirSync(join(folder, 'node_modules', '@coop-credentials'), { recursive: true }).map(String);
    assert.ok(files.some((file) => file.endsWith('index.d.ts')));
    assert.deepEqual(
      files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('node_modules/')),
      [],
    );
  });

  it('let another program import the core', () => {
    writeFileSync(
      join(folder, 'use.js'),
      `import { createVerifier, problem } from '@coop-credentials/core';
       console.log(typeof createVerifier, problem('signature_invalid').status);`,
    );
    assert.equal(run('node', 'use.js').trim(), 'function 422');
  });

  it('register a site from the command line', () => {
    const state = join(folder, 'state');
    const output = execFileSync(
      join(folder, 'node_modules', '.bin', 'coop-verifier'),
      ['site', 'add', '--name', 'Shop', '--url', 'http://localhost:8080', '--json'],
      { cwd: tmpdir(), encoding: 'utf8', env: { ...environment(), STATE_DIRECTORY: state } },
    );
    assert.deepEqual(Object.keys(JSON.parse(output) as object).slice(0, 2), ['id', 'key']);
  });
});
