import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk, onlySynced } from '../../soak/power-cuts/disk.ts';
import { Names, stepsOf } from '../../soak/power-cuts/steps.ts';
import { endOf, readTrace, strace, whyNoTrace } from '../../soak/power-cuts/trace.ts';
import { coopVerifier } from '../bed/command-line.ts';

const noTrace = whyNoTrace();

describe('a power cut after the first command', function () {
  this.timeout(120_000);
  if (noTrace !== undefined) {
    it.skip(`skipped: no process can be traced here (${noTrace})`);
    return;
  }

  it('leaves the secret key and the folders that were made, whatever of them nobody asked the disk for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-first-cut-'));
    try {
      const [root, target, trace] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'trace')];
      for (const one of [root, target]) mkdirSync(one);
      const settings = { DATABASE_URL: 'sqlite:', STATE_DIRECTORY: join(root, 'var/lib/verifier') };
      const environment = { ...settings, SECRET_KEY_FILE: join(root, 'keys/secret.key') };
      const add = ['site', 'add', '--name', 'Shop', '--url', 'https://shop.example', '--json'];
      const { exitCode, stderr } = await coopVerifier(add, environment, strace(trace));
      assert.equal(exitCode, 0, stderr);
      await endOf(trace);

      const disk = new Disk(root);
      for await (const step of stepsOf(readTrace(trace), new Names(root))) {
        // It is told what it added.
        if (step.what === 'answer') break;
        disk.apply(step);
      }
      disk.findAfterCut(target, onlySynced);
      const read = (of: string) => readFileSync(join(of, 'keys/secret.key'), 'utf8');
      assert.equal(read(target), read(root));
      assert.ok(statSync(join(target, 'var/lib/verifier/coop-verifier.db')).size > 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
