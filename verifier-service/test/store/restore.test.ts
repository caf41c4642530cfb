import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/open-database.ts';
import { restore } from '../../src/store/restore.ts';

describe('restoring a file', () => {
  it('brings what only its log holds, as after a process that was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-restore-'));
    const [live, left, restored] = ['live', 'left', 'restored'].map((name) => join(folder, `${name}.db`)) as [
      string,
      string,
      string,
    ];
    const db = await openDatabase(live);
    await db.insertInto('meta').values({ name: 'acknowledged', value: '1' }).execute();
    for (const more of ['', '-wal']) copyFileSync(live + more, left + more);
    await db.destroy();
    assert.ok(statSync(`${left}-wal`).size > 0);

    await restore({ from: left, databaseFile: restored, asideAs: `${restored}.before` }, () => Promise.resolve());
    assert.equal(statSync(restored).mode & 0o777, 0o600);
    const again = await openDatabase(restored);
    const found = await again.selectFrom('meta').select('value').where('name', '=', 'acknowledged').execute();
    assert.equal(found.length, 1);
    await again.destroy();
    rmSync(folder, { recursive: true });
  });
});
