import { createDidResolver, createStatusListSource } from '@coop-credentials/core';
import { afterEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { orchard, ports, publishedLists, revocationUrl, statusList } from '../../../core/test/factories/index.ts';
import { createVerificationPool, type VerificationPool } from '../../src/workers/verification-pool.ts';

describe('a status list in a thread', () => {
  let pool: VerificationPool;
  afterEach(() => pool.close());

  it('is fetched by the main thread, and verified and read by the thread', async () => {
    const list = await statusList({
      issuer: { did: orchard.controller, keyPair: orchard },
      taken: [3],
      validFrom: new Date(Date.now() - 60_000),
    });
    const fetchStatusList = publishedLists(new Map([[revocationUrl, list]]));
    const { clock } = ports({ clock: () => new Date() });
    pool = createVerificationPool({
      size: 1,
      resolveDid: createDidResolver(ports({ clock })),
      fetchStatusList: createStatusListSource({ fetchStatusList, clock }),
    });
    const entry = { type: 'BitstringStatusListEntry', list: revocationUrl, purpose: 'revocation', size: 1 } as const;
    const entries = [3, 4].map((index) => ({ ...entry, index }));
    const outcomes = await pool.checkStatuses(orchard.controller, entries);
    assert.deepEqual(
      outcomes.map((found) => ('problem' in found ? found.problem.code : found.outcome)),
      ['credential_revoked', 'passed'],
    );
    await pool.checkStatuses(orchard.controller, entries);
    assert.equal(fetchStatusList.calls.length, 1);
  });
});
