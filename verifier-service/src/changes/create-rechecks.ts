import type { CheckOutcome, Verifier } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import type { OpenVerification, StandingStore, Transition } from '../store/standing-store.ts';
import { askLists } from './ask-lists.ts';
import { judgeIssuers, type StandingOf } from './judge-issuers.ts';
import { nextStanding } from './next-standing.ts';
import { policyReader, type JudgedBy } from './policy-reader.ts';
import type { Rechecks } from './rechecks.ts';
import type { StatusPointers } from './status-pointers.ts';

export interface RecheckDependencies {
  readonly standings: StandingStore;
  readonly policies: PolicyStore;
  readonly statusPointers: StatusPointers;
  readonly verifier: Pick<Verifier, 'checkStatuses'>;
  readonly clock: Clock;
  /** Milliseconds between two looks at a verification. */
  readonly recheckEvery: number;
  /** In [0, 1); spreads the looks out. */
  readonly random?: () => number;
  readonly standingOf: StandingOf;
}

/** At once: few enough that no write waits long, enough that a list is verified once for many. */
const BATCH = 250;
/** Of a look that a site waits for; after that, what another one found is told. */
const MOST_TRIES = 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @see Rechecks */
export function createRechecks(dependencies: RecheckDependencies): Rechecks {
  const { standings, clock, recheckEvery } = dependencies;
  const { random = Math.random, standingOf } = dependencies;
  const policyOf = policyReader(dependencies.policies);
  const ask = askLists(dependencies.verifier, dependencies.statusPointers);
  let running: Promise<void> | undefined;

  return {
    run: (until) => (running ??= runAll(until).finally(() => (running = undefined))),

    one: async (siteId, verificationId) => {
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const found = await standings.find(siteId, verificationId);
        if (!found || (await look([found], { refresh: true })) === 0) return;
      }
    },

    issuersChanged: async () => {
      for (let after = ''; ;) {
        const rows = await standings.all(after, BATCH);
        const last = rows.at(-1);
        if (!last) return;
        const now = clock().getTime();
        const judged = await judgeAll(rows);
        const paused = judged.filter(({ issuers, row }) => isPausedNow(issuers.verdict, row.state));
        const overtaken = await standings.apply(
          paused.map((one) => transition(one, [], now)),
          now,
        );
        if (overtaken > 0) continue;
        // Whoever is let in again is looked at whole: their credential may have been taken back meanwhile.
        const lifted = judged.filter(({ issuers, row }) => issuers.verdict === 'accepted' && row.state === 'suspended');
        if (lifted.length > 0)
          await look(
            lifted.map(({ row }) => row),
            { refresh: false },
          );
        after = last.id;
      }
    },

    policyChanged: async (siteId, policyId) => {
      for (let after = ''; ;) {
        const rows = await standings.ofPolicy(siteId, policyId, after, BATCH);
        const last = rows.at(-1);
        if (!last) return;
        const now = clock().getTime();
        const judged = await judgeAll(rows);
        const overtaken = await standings.apply(
          judged.flatMap((one) => (one.issuers.verdict === 'ended' ? [transition(one, [], now)] : [])),
          now,
        );
        if (overtaken === 0) after = last.id;
      }
    },
  };

  async function runAll(until?: AbortSignal): Promise<void> {
    await expire(until);
    while (!until?.aborted) {
      const rows = await standings.due(clock().getTime(), BATCH);
      if (rows.length === 0) return;
      await look(rows, { refresh: false });
    }
  }

  async function expire(until?: AbortSignal): Promise<void> {
    while (!until?.aborted) {
      const now = clock().getTime();
      const rows = await standings.overdue(now, BATCH);
      if (rows.length === 0) return;
      await standings.apply(
        rows.map((of) => ({ of, state: 'expired' })),
        now,
      );
    }
  }

  /** @returns how many others wrote of meanwhile: those are due */
  async function look(rows: readonly OpenVerification[], { refresh }: { readonly refresh: boolean }): Promise<number> {
    const asked = clock();
    const judged = await judgeAll(rows);
    const statuses = await ask(
      judged.filter(({ issuers }) => issuers.verdict !== 'ended').map(({ row }) => row),
      { now: asked, refresh },
    );
    const now = clock().getTime();
    return standings.apply(
      judged.map((one) => {
        const found = statuses.get(one.row.id) ?? [];
        return found === 'not asked' ? later(one.row, now) : transition(one, found, now, asked.getTime());
      }),
      now,
    );
  }

  function judgeAll(rows: readonly OpenVerification[]): Promise<readonly Judged[]> {
    const policies = new Map<string, Promise<JudgedBy>>();
    return Promise.all(
      rows.map(async (row) => {
        const key = `${row.siteId} ${row.policyId}`;
        const found = policies.get(key) ?? policyOf(row);
        policies.set(key, found);
        const by = await found;
        return { row, by, issuers: judgeIssuers(by.policy, row, standingOf) };
      }),
    );
  }

  /** @param asked whoever stood still since then is looked at the sooner: what was found is that old */
  function transition(
    { row, by, issuers }: Judged,
    statuses: readonly CheckOutcome[],
    now: number,
    asked = now,
  ): Transition {
    const policyChanged = by.version !== row.judgedVersion;
    const { unreachable: grace } = by.policy.status;
    const before = { state: row.state, unreachableSince: row.unreachableSince };
    const { graceEnds, ...next } = nextStanding(before, { issuers, policyChanged, statuses, grace, now });
    const pause = recheckEvery * (0.9 + 0.2 * random());
    const soon = next.unreachableSince === undefined ? pause : Math.min(pause, HOUR * (0.9 + 0.2 * random()));
    return {
      of: row,
      ...next,
      ...(issuers.verdict !== 'ended' && { judgedVersion: by.version }),
      // A look that took longer than that is not made again at once, and over and over.
      dueAt: Math.ceil(Math.min((asked + soon > now ? asked : now) + soon, graceEnds ?? Infinity)),
    };
  }
}

/** Nobody was asked, because this service is too busy: that says nothing about anybody. */
const later = (of: OpenVerification, now: number): Transition => ({
  of,
  state: of.state,
  ...(of.unreachableSince !== undefined && { unreachableSince: of.unreachableSince }),
  dueAt: now + MINUTE,
});

/** What a new list takes away, of what was not taken away before. */
const isPausedNow = (verdict: Judged['issuers']['verdict'], state: OpenVerification['state']): boolean =>
  verdict === 'ended' || (verdict === 'suspended' && state !== 'suspended');

interface Judged {
  readonly row: OpenVerification;
  readonly by: JudgedBy;
  readonly issuers: ReturnType<typeof judgeIssuers>;
}
