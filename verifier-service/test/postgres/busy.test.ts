import { sql } from 'kysely';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestService, type TestService } from '../bed/service.ts';

/** As many as the pool has. */
const CONNECTIONS = 10;

describe('a PostgreSQL that is too slow for what is asked of it', () => {
  let service: TestService;
  before(async () => (service = await startTestService()));
  after(() => service[Symbol.asyncDispose]());

  /** Uses a connection until it is told to give it back. */
  function hold() {
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done = service.stores.db.connection().execute(async (one) => {
      await sql`select 1`.execute(one);
      begun.resolve();
      await over.promise;
    });
    return { begun: begun.promise, giveBack: () => (over.resolve(), done) };
  }

  it('is not taken for one that is away', async () => {
    const site = await service.addSite();
    const holding = Array.from({ length: CONNECTIONS }, hold);
    await Promise.all(holding.map(({ begun }) => begun));
    const next = hold();
    const refused = site.putPolicy();
    await sleep(1_000);
    await holding[0]!.giveBack();
    await next.begun;
    const { status, body, headers } = await refused;
    assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'service_busy', '5']);
    await Promise.all([...holding.slice(1), next].map(({ giveBack }) => giveBack()));
    assert.equal((await site.putPolicy()).status, 201);
  }).timeout(30_000);
});
