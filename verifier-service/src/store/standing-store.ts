import type { ProblemCode } from '@coop-credentials/core';
import type { Selectable } from 'kysely';
import { isOpen, openStates, type OpenState, type VerificationState } from '../changes/verification-state.ts';
import type { Verification } from '../requests/verification.ts';
import { appendChange } from './change-store.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

/** A verification that has not ended, as far as it is looked at again. */
export interface OpenVerification {
  readonly id: string;
  readonly siteId: string;
  readonly policyId: string;
  /** Of the policy it was last accepted under. */
  readonly judgedVersion: number;
  readonly credentials: Verification['credentials'];
  readonly createdAt: number;
  readonly grantUntil: number;
  readonly state: OpenState;
  readonly unreachableSince?: number;
  readonly statusSealed: string | null;
  readonly dueAt: number;
}

/** What is to be written of a verification, if nobody else wrote of it since it was read. */
export interface Transition {
  /** As it was read. */
  readonly of: Pick<OpenVerification, 'id' | 'siteId' | 'state' | 'dueAt'>;
  readonly state: VerificationState;
  readonly problem?: ProblemCode;
  readonly unreachableSince?: number;
  readonly judgedVersion?: number;
  readonly dueAt?: number;
}

export type StandingStore = ReturnType<typeof createStandingStore>;

/** Whether verifications still hold. Only collected ones: nobody asked for the others yet. */
export function createStandingStore(db: Database) {
  const open = () => openIn(db);

  return {
    overdue: async (now: number, limit: number): Promise<readonly OpenVerification[]> =>
      (await open().where('grant_until', '<=', now).limit(limit).execute()).map(fromRow),

    due: async (now: number, limit: number): Promise<readonly OpenVerification[]> =>
      (await open().where('check_due_at', '<=', now).orderBy('check_due_at').limit(limit).execute()).map(fromRow),

    /** Milliseconds that the one most overdue is behind. */
    lag: async (now: number): Promise<number> => {
      const row = await db
        .selectFrom('verifications')
        .select('check_due_at')
        .where('collected_at', 'is not', null)
        .where('state', 'in', [...openStates])
        .orderBy('check_due_at')
        .limit(1)
        .executeTakeFirst();
      return row ? Math.max(0, now - Number(row.check_due_at)) : 0;
    },

    ofPolicy: async (siteId: string, policyId: string, after: string, limit: number) =>
      (await pageOfPolicy(db, siteId, policyId, after, limit).execute()).map(fromRow),

    /** Of all sites, in the order of their ids. */
    all: async (after: string, limit: number): Promise<readonly OpenVerification[]> =>
      (await open().where('id', '>', after).orderBy('id').limit(limit).execute()).map(fromRow),

    find: async (siteId: string, id: string): Promise<OpenVerification | undefined> => {
      const row = await open().where('site_id', '=', siteId).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    /**
     * All in one transaction; a change of state is told in the site's feed, together with it or not at all.
     *
     * Of two who looked at the same time nobody knows who saw the newer list or policy, such as a replica that stood
     * still and goes on although another one took over. The second one writes nothing, and has it looked at once more.
     *
     * @returns how many were written of by somebody else
     */
    apply: (transitions: readonly Transition[], now: number): Promise<number> =>
      inTransaction(db, async (transaction) => {
        let overtaken = 0;
        for (const transition of transitions) {
          if (await apply(transaction, transition, now)) continue;
          overtaken += 1;
          await makeDue(transaction, transition.of, now);
        }
        return overtaken;
      }),
  };
}

const openIn = (db: Database) =>
  db
    .selectFrom('verifications')
    .selectAll()
    .where('collected_at', 'is not', null)
    .where('state', 'in', [...openStates]);

/** In the order of their ids, for which there is an index. */
export const pageOfPolicy = (db: Database, siteId: string, policyId: string, after: string, limit: number) =>
  openIn(db)
    .where('site_id', '=', siteId)
    .where('policy_id', '=', policyId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit);

async function apply(db: Database, transition: Transition, now: number): Promise<boolean> {
  const { of, state, problem, unreachableSince, judgedVersion, dueAt } = transition;
  const isChange = state !== of.state;
  const { numUpdatedRows } = await db
    .updateTable('verifications')
    .set({
      state,
      unreachable_since: unreachableSince ?? null,
      ...(isChange && { state_at: now, problem_code: problem ?? null }),
      ...(judgedVersion !== undefined && { judged_version: judgedVersion }),
      ...(dueAt !== undefined && { check_due_at: dueAt }),
      ...(!isOpen(state) && { status_sealed: null }),
    })
    .where('site_id', '=', of.siteId)
    .where('id', '=', of.id)
    .where('state', '=', of.state)
    // Every look ends with another time for the next one, and whoever learns of something new makes it now.
    .where('check_due_at', '=', of.dueAt)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (isChange)
    await appendChange(db, of.siteId, { verificationId: of.id, state, at: now, ...(problem && { problem }) });
  return true;
}

/** Unless it has ended, or is due already. */
async function makeDue(db: Database, { siteId, id }: Transition['of'], now: number): Promise<void> {
  await db
    .updateTable('verifications')
    .set({ check_due_at: now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', 'in', [...openStates])
    .where('check_due_at', '>', now)
    .execute();
}

function fromRow(row: Selectable<Schema['verifications']>): OpenVerification {
  return {
    id: row.id,
    siteId: row.site_id,
    policyId: row.policy_id,
    judgedVersion: row.judged_version ?? row.policy_version,
    credentials: JSON.parse(row.credentials) as Verification['credentials'],
    createdAt: row.created_at,
    grantUntil: row.grant_until,
    state: row.state as OpenState,
    ...(row.unreachable_since !== null && { unreachableSince: row.unreachable_since }),
    statusSealed: row.status_sealed,
    dueAt: row.check_due_at,
  };
}
