import fc from 'fast-check';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parsePolicy } from '@coop-credentials/core';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { ProblemError } from '../../src/problem.ts';
import { newId } from '../../src/secrets/tokens.ts';
import { insertVerification } from '../../src/store/verification-store.ts';
import { minutes } from '../bed/clock.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { limited } from '../bed/visit.ts';
import { createModel } from './model.ts';

const LIMIT = 2;
const WINDOW = minutes(60);

type Step =
  | { readonly do: 'reserve'; readonly key: number; readonly wallet: number; readonly ttl: number | null }
  | { readonly do: 'keep' | 'commit' | 'release'; readonly key: number }
  | { readonly do: 'reset' }
  | { readonly do: 'pass'; readonly minutes: number };

const key = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      key,
      wallet: fc.integer({ min: 0, max: 1 }),
      ttl: fc.constantFrom(null, 60, 600),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('keep' as const, 'commit' as const, 'release' as const), key }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 9, 30, 60) }) },
);

describe('the ledger, whatever is done in whatever order', () => {
  it('answers as a plain list of uses would, and its counter agrees', async function () {
    this.timeout(60_000);
    await using service = await startTestService();
    const site = await service.addSite();
    const parsed = parsePolicy({ ...loungePolicy(limited({ count: LIMIT, per: 'PT1H' })), id: 'offer' });
    assert.ok(parsed.ok);
    await service.stores.policies.put(site.site.id, parsed.policy, 0);
    const ledger = createLedger({ ...service.stores, clock: service.clock });

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const wallets = await addMember(service, site.site.id);
        await walk(ledger, service, { siteId: site.site.id, wallets, run: newId('run') }, steps);
      }),
      { numRuns: 100 },
    );
  });
});

interface Member {
  readonly siteId: string;
  readonly wallets: readonly string[];
  /** Makes idempotency keys of runs differ. */
  readonly run: string;
}

async function walk(ledger: Ledger, service: TestService, { siteId, wallets, run }: Member, steps: readonly Step[]) {
  const model = createModel(LIMIT, WINDOW);
  const ids = new Map<number, string>();
  const ttls = new Map<number, string>();
  for (const one of steps) {
    const now = service.clock().getTime();
    if (one.do === 'pass') {
      // Not looked at: looking lets go of what is overdue.
      service.pass(minutes(one.minutes));
      continue;
    }
    if (one.do === 'reset') {
      const stored = await service.stores.verifications.findCollected(siteId, wallets[0] ?? '');
      await ledger.reset(stored!, 'site');
      model.reset();
    } else if (one.do === 'reserve') {
      const body = { verificationId: wallets[one.wallet] ?? '', idempotencyKey: `${run}-${one.key}`, ttl: one.ttl };
      const known = ttls.get(one.key);
      const same = known === undefined || known === JSON.stringify(body);
      const expected = same ? model.reserve(one.key, one.ttl, now) : 'idempotency_key_reused';
      const found = await told(ledger.reserve(siteId, body).then(({ redemption }) => redemption));
      assert.equal(found.state, expected);
      if (!found.id) continue;
      ids.set(one.key, found.id);
      ttls.set(one.key, JSON.stringify(body));
    } else {
      const id = ids.get(one.key);
      if (!id) continue;
      assert.equal((await told(ledger.change(siteId, id, one.do))).state, model.change(one.key, one.do, now));
    }
    const stored = await service.stores.verifications.findCollected(siteId, wallets[0] ?? '');
    const { remaining } = await ledger.standing(stored!);
    assert.equal(remaining, LIMIT - model.held(service.clock().getTime()));
  }
}

/** The state, or the code of the refusal. */
async function told(answer: Promise<{ readonly id: string; readonly state: string }>) {
  return answer.catch((error: unknown) => {
    if (error instanceof ProblemError) return { id: undefined, state: error.code as string };
    throw error;
  });
}

/** Two verifications of one membership. */
async function addMember({ stores, clock }: TestService, siteId: string): Promise<readonly string[]> {
  const holder = newId('holder');
  const ids = [newId('vf'), newId('vf')];
  for (const id of ids) {
    await insertVerification(stores.db, {
      ...{ siteId, requestId: newId('pr'), createdAt: clock().getTime() },
      verification: {
        ...{ id, holder, policy: { id: 'offer', version: 1 }, matched: { accept: 0 } },
        ...{ grantUntil: '2900-01-01T00:00:00.000Z', credentials: [], checks: [] },
      },
    });
  }
  await stores.db.updateTable('verifications').set({ collected_at: 1 }).where('id', 'in', ids).execute();
  return ids;
}
