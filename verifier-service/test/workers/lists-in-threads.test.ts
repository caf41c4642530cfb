import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  presentation,
  resolveDid,
} from '../../../core/test/factories/index.ts';
import { entryOf, sharedOf } from '../../../core/test/factories/recognition.ts';
import { requiring } from '../../../core/test/policy/policies.ts';
import { createListBoard } from '../../src/recognition/list-board.ts';
import { createVerificationPool } from '../../src/workers/verification-pool.ts';

describe('recognition lists in the threads that verify', function () {
  this.timeout(60_000);

  it('are those of the main thread, from the start and whenever they change', async () => {
    const board = createListBoard();
    const fetchStatusList = () => Promise.reject(new Error('nobody is asked'));
    const limits = { timeLimitMs: 30_000, queueTimeMs: 30_000, overallLimitMs: 60_000 };
    board.set(new Map([['autumn', 'unavailable']]));
    const pool = createVerificationPool({ size: 1, board, resolveDid, fetchStatusList, ...limits });
    try {
      await pool.ready;
      const policy = requiring({ issuers: { lists: ['autumn'] } });
      const bare = await presentation();
      const ask = async () => {
        const options = { expectedNonce, expectedAudience, policy, now: frozenAt };
        const { problem, credentials } = await pool.verifyPresentation({ bare }, options);
        return problem?.code ?? credentials[0]?.issuer.name;
      };
      assert.equal(await ask(), 'list_unavailable');
      board.set(new Map([['autumn', sharedOf([entryOf()])]]));
      assert.equal(await ask(), 'Harvest Housing Co-op');
      const since = '2026-04-01T00:00:00Z';
      board.set(new Map([['autumn', sharedOf([entryOf({ status: { state: 'suspended', since } })])]]));
      assert.equal(await ask(), 'issuer_suspended');
    } finally {
      await pool.close();
    }
  });
});
