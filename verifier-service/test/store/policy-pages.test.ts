import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { CompiledQuery, sql } from 'kysely';
import { isPostgres } from '../../src/store/dialect.ts';
import { pageOfPolicy } from '../../src/store/standing-store.ts';
import { startTestService } from '../bed/service.ts';

describe('what lives under a policy', () => {
  it('is read page by page along an index, without all of it being sorted each time', async () => {
    await using service = await startTestService();
    const plan = await service.stores.db.connection().execute(async (db) => {
      // Tables that are as good as empty are cheaper read whole.
      if (isPostgres(db)) await sql`set enable_seqscan = off; set enable_bitmapscan = off`.execute(db);
      const { sql: text, parameters } = pageOfPolicy(db, 'a site', 'a policy', 'vf_1', 100).compile();
      const explain = isPostgres(db) ? 'explain' : 'explain query plan';
      const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]));
      return JSON.stringify(rows);
    });
    assert.match(plan, /using (index )?verifications_by_policy_and_id/i);
    assert.doesNotMatch(plan, /sort|temp b-tree/i);
  });
});
