import { problem } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createReadiness } from '../../src/readiness.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';

const alive = { alive: 2, busy: 0, queued: 0 };

/** A second later, since the answer is kept for one. */
async function readiness(service: TestService) {
  service.pass(1_000);
  const { status, body } = await send(`${service.url}/readyz`);
  return [status, body.problem];
}

describe('/readyz', () => {
  it('says no while no thread is alive that verifies, and yes again', async () => {
    let load = alive;
    await using service = await startTestService({ verifier: { load: () => load } });
    assert.deepEqual(await readiness(service), [200, undefined]);
    load = { alive: 0, busy: 0, queued: 3 };
    assert.deepEqual(await readiness(service), [503, 'verification_down']);
    load = alive;
    assert.deepEqual(await readiness(service), [200, undefined]);
  });

  it('says no while the secret keys are not those of the database: another process rotated them', async () => {
    await using service = await startTestService();
    const { secretKeyFile } = service.config;
    const { stores } = service;
    await stores.db.insertInto('meta').values({ name: 'secret-key-check:newer', value: 'x' }).execute();
    assert.deepEqual(await readiness(service), [503, 'secret_key_wrong']);

    await stores.db.deleteFrom('meta').where('name', '=', 'secret-key-check:newer').execute();
    assert.deepEqual(await readiness(service), [200, undefined]);
    const lines = readFileSync(secretKeyFile, 'utf8');
    writeFileSync(secretKeyFile, '');
    assert.deepEqual(await readiness(service), [200, undefined], 'the keys that were read before still hold');
    writeFileSync(secretKeyFile, lines);
    appendFileSync(secretKeyFile, `another:${'A'.repeat(43)}\n`);
    assert.deepEqual(await readiness(service), [200, undefined], 'a key more does no harm');
  });

  it('says no while the database is away, and logs where that was found', async () => {
    await using service = await startTestService();
    await service.stores.db.schema.alterTable('meta').renameTo('gone').execute();
    assert.deepEqual(await readiness(service), [503, 'internal_error']);
    assert.match(service.logged(), /"event":"not_ready"/);
    await service.stores.db.schema.alterTable('gone').renameTo('meta').execute();
    assert.deepEqual(await readiness(service), [200, undefined]);
  });

  it('says no once the service stops, and asks nobody any more', async () => {
    const closing = new AbortController();
    let asked = 0;
    const check = createReadiness({
      closing: closing.signal,
      clock: () => new Date(),
      checks: [async () => void (asked += 1) as undefined],
      onFault: () => undefined,
    });
    assert.equal(await check(), undefined);
    closing.abort();
    assert.equal((await check())?.code, 'service_stopping');
    assert.equal(asked, 1);
  });

  it('asks the database once a second, by however many it is asked', async () => {
    let [now, asked] = [0, 0];
    const check = createReadiness({
      closing: new AbortController().signal,
      clock: () => new Date(now),
      load: () => alive,
      checks: [
        async () => {
          asked += 1;
          return asked > 1 ? problem('disk_full') : undefined;
        },
      ],
      onFault: () => undefined,
    });
    await Promise.all(Array.from({ length: 50 }, check));
    assert.equal(asked, 1);
    now = 1_000;
    assert.equal((await check())?.code, 'disk_full');
  });
});
