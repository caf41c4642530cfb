import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { verifierProcess } from '../demo/verifier-process.ts';

const runFile = promisify(execFile);

async function run(name: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const options = { env: { ...process.env, ...env } };
  return (await runFile(process.execPath, ['--conditions=@coop-credentials/source', path], options)).stdout;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('the short examples', () => {
  it('verify-a-presentation.ts is accepted, and says why', async () =>
    assert.match(await run('verify-a-presentation.ts'), /^accepted .*Harvest Co-op/));

  it('take-a-membership-back.ts is accepted before and revoked after', async () =>
    assert.deepEqual(JSON.parse(await run('take-a-membership-back.ts')), {
      before: 'accepted',
      after: 'credential_revoked',
    }));

  it('verify-offline.ts is accepted with nothing fetched, and shows no more than was asked for', async () =>
    assert.deepEqual(JSON.parse(await run('verify-offline.ts')), {
      outcome: 'accepted',
      shown: ['memberOf', 'membershipClass'],
    }));

  it('custom-policy.ts says what it means and lets in whom it says', async () => {
    const { means, asks, worker, consumer } = JSON.parse(await run('custom-policy.ts'));
    assert.match(means, /^worker members of Harvest Co-op may book the workshop for 7 days/i);
    assert.deepEqual(asks, ['ldp_vc', 'ldp_vc', 'dc+sd-jwt']);
    assert.deepEqual([worker, consumer], ['accepted', 'claim_not_accepted']);
  });

  it('custom-status-source.ts believes the co-op’s list, and neither none nor a forged one', async () =>
    assert.deepEqual(JSON.parse(await run('custom-status-source.ts')), {
      mirrored: 'accepted',
      missing: 'status_unreachable',
      forged: 'status_list_invalid',
    }));

  it('visit-and-redeem.ts uses a discount once, at a verifier of its own', async function () {
    this.timeout(180_000);
    const stateDirectory = mkdtempSync(join(tmpdir(), 'coop-credentials-example-'));
    const wallet = { name: 'None', url: 'http://localhost:9' };
    const verifier = verifierProcess({ port: await freePort(), stateDirectory, localHosts: [], wallet });
    try {
      const siteUrl = 'https://shop.example';
      const { key } = await verifier.addSite('Shop', siteUrl);
      await verifier.start();
      const said = await run('visit-and-redeem.ts', { VERIFIER: verifier.url, SITE_KEY: key, SITE_URL: siteUrl });
      assert.match(said, /^accepted, live: .*\norder 1 has the discount, 0 left\norder 2 has not: .*limit_reached/);
    } finally {
      await verifier.stop();
      rmSync(stateDirectory, { recursive: true, force: true });
    }
  });

  it('issue-a-membership.ts prints a signed membership', async () => {
    const credential = JSON.parse(await run('issue-a-membership.ts')) as { type: string[]; proof: object };
    assert.deepEqual(credential.type, ['VerifiableCredential', 'CoopMembershipCredential']);
    assert.ok(credential.proof);
  });
});
