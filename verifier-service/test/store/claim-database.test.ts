import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimDatabase } from '../../src/store/claim-database.ts';

describe('the claim on a SQLite file', () => {
  const told: string[] = [];
  const claim = (name: string, file: string, endsWithin: number) =>
    claimDatabase(
      file,
      {
        claimed: async () => void told.push(`${name} claimed`),
        shared: () => void told.push(`${name} shares`),
      },
      endsWithin,
    );

  it('is one service’s at a time; the next has it when the first ends, and is not warned if that is soon', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-claim-'));
    const [file, link] = [join(folder, 'a.db'), join(folder, 'link.db')];
    writeFileSync(file, '');
    symlinkSync(file, link);
    const first = await claim('first', file, 0);
    const soon = await claim('soon', file, 60_000);
    const warned = await claim('warned', link, 0);
    assert.deepEqual(told, ['first claimed', 'warned shares']);
    warned.stop();
    first.stop();
    while (told.length < 3) await sleep(20);
    assert.deepEqual(told.slice(2), ['soon claimed']);
    soon.stop();
    rmSync(folder, { recursive: true });
  });
});
