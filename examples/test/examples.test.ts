import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';

const runFile = promisify(execFile);

async function run(name: string): Promise<string> {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  return (await runFile(process.execPath, ['--conditions=@coop-credentials/source', path])).stdout;
}

describe('the short examples', () => {
  it('verify-a-presentation.ts is accepted, and says why', async () =>
    assert.match(await run('verify-a-presentation.ts'), /^accepted .*Harvest Co-op/));

  it('take-a-membership-back.ts is accepted before and revoked after', async () =>
    assert.deepEqual(JSON.parse(await run('take-a-membership-back.ts')), {
      before: 'accepted',
      after: 'credential_revoked',
    }));

  it('issue-a-membership.ts prints a signed membership', async () => {
    const credential = JSON.parse(await run('issue-a-membership.ts')) as { type: string[]; proof: object };
    assert.deepEqual(credential.type, ['VerifiableCredential', 'CoopMembershipCredential']);
    assert.ok(credential.proof);
  });
});
