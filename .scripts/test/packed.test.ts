import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
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

  const here = `${process.platform}-${process.arch}`;
  const hasNode = ['darwin-x64', 'linux-arm64', 'linux-x64'].includes(here);
  (hasNode ? it : it.skip)(`bring a Node 24 along${hasNode ? '' : ` (skipped: npm has none for ${here})`}`, () => {
    assert.match(run(join(folder, 'node_modules', '.bin', 'node'), '--version'), /^v24\./);
  });

  it('let another program import the core', () => {
    writeFileSync(
      join(folder, 'use.js'),
      `import { createVerifier, problem } from '@coop-credentials/core';
       console.log(typeof createVerifier, problem('signature_invalid').status);`,
    );
    assert.equal(run('node', 'use.js').trim(), 'function 422');
  });

  it('give a strict program all the types they speak of, and take none of Node for granted', () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { createVerifier, parsePolicy, type VerificationResult } from '@coop-credentials/core';
       import { issueMembershipCredential } from '@coop-credentials/core/profile';
       import { recogniseSite } from '@coop-credentials/core/wallet';
       const verifier = createVerifier({ clock: () => new Date(), fetchJson: async () => ({}) });
       const parsed = parsePolicy({});
       if (!parsed.ok) throw new TypeError();
       const expected = { expectedNonce: 'n', expectedAudience: 'a', policy: parsed.policy };
       const found: VerificationResult = await verifier.verifyPresentation({ bare: {} }, expected);
       export { found, issueMembershipCredential, recogniseSite };`,
    );
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2022', types: [] };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: false }, files: ['use.ts'] }),
    );
    const command = { cwd: folder, encoding: 'utf8', env: environment() } as const;
    const tsc = spawnSync('tsc', ['--pretty', 'false', '--project', '.'], command);
    assert.equal(tsc.stdout, '');
    assert.equal(tsc.status, 0);
  });

  it('issue, show and verify a membership in both formats', () => {
    writeFileSync(
      join(folder, 'formats.js'),
      `import { createVerifier, parsePolicy } from '@coop-credentials/core';
       import * as profile from '@coop-credentials/core/profile';
       const key = async () =>
         profile.didKeySigner(await profile.signingKeyFrom(await profile.generateKeyPair()));
       const [coOp, holder] = [await key(), await key()];
       const issuer = { did: coOp.controller, keyPair: coOp };
       const claims = { memberOf: { id: issuer.did, name: 'Harvest' }, membershipClass: 'worker' };
       const issued = { issuer, holderDid: holder.controller, claims, validFrom: new Date() };
       const allow = [{ id: issuer.did, name: 'Harvest' }];
       const { policy } = parsePolicy({
         id: 'p', purpose: 'x', accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { allow } }] }],
       });
       const token = await profile.issueMembershipSdJwt(issued);
       const format = 'vcdm2-eddsa-rdfc-2022';
       const credentials = [await profile.issueMembershipCredential({ ...issued, format })];
       const verifier = createVerifier({ clock: () => new Date(), fetchJson: () => Promise.reject(new Error()) });
       for (const bare of [
         await profile.presentSdJwt({ holder, credential: token, nonce: 'n', audience: 'a' }),
         await profile.signPresentation({ holder, credentials, challenge: 'n', domain: 'a' }),
       ]) {
         const expected = { expectedNonce: 'n', expectedAudience: 'a', policy };
         console.log((await verifier.verifyPresentation({ bare }, expected)).outcome);
       }`,
    );
    assert.deepEqual(run('node', 'formats.js').trim().split('\n'), ['accepted', 'accepted']);
  });

  it('register a site from the command line', () => {
    const state = join(folder, 'state');
    const output = execFileSync(
      join(folder, 'node_modules', '.bin', 'coop-verifier'),
      ['site', 'add', '--name', 'Shop', '--url', 'http://localhost:8080', '--json'],
      { cwd: tmpdir(), encoding: 'utf8', env: { ...environment(), STATE_DIRECTORY: state } },
    );
    assert.deepEqual(Object.keys(JSON.parse(output) as object).slice(0, 3), ['id', 'did', 'key']);
  });

  it('start the service, with its worker threads, from any folder', async () => {
    const port = await freePort();
    const service = spawn(join(folder, 'node_modules', '.bin', 'coop-verifier'), ['start'], {
      cwd: tmpdir(),
      env: { ...environment(), STATE_DIRECTORY: join(folder, 'state'), PORT: String(port) },
      stdio: 'ignore',
    });
    try {
      assert.ok(await isReady(`http://127.0.0.1:${port}/readyz`), 'not ready within 20 s');
      const contract = await fetch(`http://127.0.0.1:${port}/openapi.yaml`);
      assert.match(await contract.text(), /^openapi: 3\.1/m);
    } finally {
      service.kill();
      await once(service, 'exit');
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Whether the address says yes within 20 seconds. */
async function isReady(url: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
