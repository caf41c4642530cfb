import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { coopVerifier, startProcess } from '../bed/command-line.ts';
import { send, siteClient } from '../bed/site-client.ts';
import { siteAt } from '../../soak/load.ts';
import { whyNoTrace } from '../../soak/power-cuts/trace.ts';

const noTrace = whyNoTrace();

describe('a disk that fails to keep what was committed', function () {
  this.timeout(60_000);
  if (noTrace !== undefined) {
    it.skip(`skipped: no process can be traced here (${noTrace})`);
    return;
  }

  it('is a 503 and the end of the process, which a new one takes over from', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-disk-'));
    try {
      const environment = { STATE_DIRECTORY: folder, DATABASE_URL: 'sqlite:', PORT: '0' };
      const siteUrl = 'https://lounge.example';
      const add = ['site', 'add', '--name', 'Lounge', '--url', siteUrl, '--json'];
      const { key } = JSON.parse((await coopVerifier(add, environment)).stdout) as { key: string };
      await using first = await startProcess(environment);
      const site = siteClient(first.url, siteAt(siteUrl), key);
      assert.equal((await site.putPolicy()).status, 201);

      await failSyncs(first.pid);
      const { status, body } = await site.putPolicy({ purpose: 'Another' });
      assert.deepEqual([status, body.code], [503, 'disk_failed']);
      assert.equal(await first.ended, 1);

      await using again = await startProcess(environment);
      assert.equal((await send(`${again.url}/readyz`)).status, 200);
      const known = siteClient(again.url, siteAt(siteUrl), key);
      // The policy that was acknowledged is there to be asked by.
      assert.ok((await known.open()).id);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** From when it resolves until the process ends, the disk says that it could not write. */
async function failSyncs(pid: number): Promise<void> {
  const syncs = ['-e', 'trace=fdatasync', '-e', 'inject=fdatasync:error=EIO'];
  const args = ['-f', ...syncs, '-o', '/dev/null', '-p', String(pid)];
  const { stderr } = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: stderr })) if (line.includes('attached')) return;
  throw new Error('strace does not attach');
}
