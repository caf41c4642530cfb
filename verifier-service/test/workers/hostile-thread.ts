import type { CheckOutcome, VerificationResult } from '@coop-credentials/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, threadId } from 'node:worker_threads';
import { serveVerifications } from '../../src/workers/serve-verifications.ts';

/** A thread whose verifier does what the presentation says: the pool must outlive each of these. */
if (!parentPort) throw new TypeError('a worker thread only');

const accepted: VerificationResult = {
  outcome: 'accepted',
  provesHolder: true,
  checks: [],
  credentials: [],
  claimsTrusted: true,
};

serveVerifications(parentPort, ({ resolveDid, fetchStatusList }) => ({
  checkStatuses: async (_issuer, entries) => {
    for (const { list } of entries) if (list === 'hang') for (;;);
    return Promise.all(entries.map(async ({ list }) => (await fetchStatusList(list)) as CheckOutcome));
  },
  verifyDocument: async (input) => {
    if (input === 'hang') for (;;);
    return accepted;
  },
  verifyPresentation: async (input) => {
    const orders = 'bare' in input ? String(input.bare) : '';
    if (orders === 'hang') for (;;);
    if (orders === 'wait for ever') await new Promise(() => undefined);
    if (orders === 'exit') process.exit(1);
    if (orders === 'crash later')
      setImmediate(() => {
        throw new Error('not caught by anybody');
      });
    if (orders === 'crash later') await new Promise(() => undefined);
    if (orders === 'eat memory') for (const eaten: unknown[][] = []; ;) eaten.push(new Array(100_000).fill('x'));
    if (orders === 'throw') throw new RangeError('names the presentation');
    if (orders === 'begin and end') {
      await resolveDid('did:web:begin');
      await sleep(20);
      await resolveDid('did:web:end');
    }
    if (orders.startsWith('swallow ')) await resolveDid(orders.slice(8)).catch(() => undefined);
    if (orders.startsWith('work and resolve ')) {
      await sleep(60);
      for (const did of orders.slice(17).split(' ')) await resolveDid(did);
    }
    if (orders === 'who') return { ...accepted, holder: String(threadId) };
    if (orders.startsWith('resolve ')) return { ...accepted, holder: (await resolveDid(orders.slice(8))).id };
    return accepted;
  },
}));
