import type { Problem } from '@coop-credentials/core';
import type { NextStanding } from '../changes/next-standing.ts';
import { isOpen } from '../changes/verification-state.ts';
import type { Flow, PresentationRequest } from '../requests/presentation-request.ts';
import { appendChange } from './change-store.ts';
import { eraseResponseKeys } from './erase-response-keys.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { problemToText, requestFromRow } from './request-row.ts';
import { insertVerification, type NewVerification } from './verification-store.ts';

export type AnswerStore = ReturnType<typeof createAnswerStore>;

/** The right to verify one answer to a request; ends by itself, so that a crash blocks nobody for long. */
export interface Lease {
  readonly id: string;
  readonly requestId: string;
}

export interface Closing {
  readonly state: 'accepted' | 'rejected';
  readonly flow: Flow;
  readonly now: number;
  /** Same-device only. */
  readonly responseCodeHash?: string;
  readonly problem?: Problem;
  readonly verification?: NewVerification;
}

/** What an answer does to a request. Each call is one conditional write: the database picks the winner. */
export function createAnswerStore(db: Database) {
  const held = ({ id, requestId }: Lease) =>
    db.updateTable('requests').where('id', '=', requestId).where('lease_id', '=', id).where('state', '=', 'open');
  const released = { lease_id: null, lease_until: null };

  return {
    /** @returns false when the request is not open, out of tries, or being answered */
    lease: async ({ id, requestId }: Lease, until: number, mostTries: number, now: number): Promise<boolean> => {
      const taken = await db
        .updateTable('requests')
        .set({ lease_id: id, lease_until: until })
        .where('id', '=', requestId)
        .where('state', '=', 'open')
        .where('expires_at', '>', now)
        .where('tries', '<', mostTries)
        .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
        .returning('id')
        .executeTakeFirst();
      return taken !== undefined;
    },

    /** @returns false when somebody else has it, or the request is not open any more */
    renew: async (lease: Lease, until: number): Promise<boolean> => {
      const renewed = await held(lease).set({ lease_until: until }).returning('id').executeTakeFirst();
      return renewed !== undefined;
    },

    /** Gives the right back and leaves the request open, having counted a try or noted a problem. */
    release: async (lease: Lease, noted: { problem?: Problem; countTry?: boolean } = {}): Promise<void> => {
      await held(lease)
        .set({ ...released, ...(noted.problem && { last_problem: problemToText(noted.problem) }) })
        .$if(noted.countTry === true, (query) => query.set((column) => ({ tries: column('tries', '+', 1) })))
        .execute();
    },

    /** Closes the request and stores its verification, both or neither; undefined when the right was lost. */
    close: (lease: Lease, closing: Closing): Promise<PresentationRequest | undefined> =>
      inTransaction(db, async (transaction) => {
        const row = await transaction
          .updateTable('requests')
          .set({
            ...released,
            state: closing.state,
            flow: closing.flow,
            answered_at: closing.now,
            last_problem: null,
            problem: closing.problem ? problemToText(closing.problem) : null,
            response_code_hash: closing.responseCodeHash ?? null,
          })
          .where('id', '=', lease.requestId)
          .where('lease_id', '=', lease.id)
          .where('state', '=', 'open')
          // Who saw it expire must not see it accepted afterwards.
          .where('expires_at', '>', closing.now)
          .returningAll()
          .executeTakeFirst();
        if (!row) return undefined;
        if (row.response_mode === 'direct_post.jwt') await eraseResponseKeys(transaction, row.id);
        if (closing.verification) await insertVerification(transaction, closing.verification);
        return requestFromRow(row);
      }),

    /**
     * Notes that the site has the result, once; from then on its verification is to be found, as it stands now. Where
     * it holds no longer, that is also told in the site's feed.
     */
    markCollected: (
      requestId: string,
      now: number,
      standing?: NextStanding,
    ): Promise<PresentationRequest | undefined> =>
      inTransaction(db, async (transaction) => {
        const row = await transaction
          .updateTable('requests')
          .set({ collected_at: now })
          .where('id', '=', requestId)
          .where('collected_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (!row) return undefined;
        const collected = await transaction
          .updateTable('verifications')
          .set({ collected_at: now })
          .where('request_id', '=', requestId)
          .returning(['id', 'site_id', 'state'])
          .executeTakeFirst();
        if (collected && standing && standing.state !== collected.state) {
          await endAtOnce(transaction, collected, standing, now);
        }
        return requestFromRow(row);
      }),
  };
}

async function endAtOnce(
  db: Database,
  { id, site_id: siteId }: { readonly id: string; readonly site_id: string },
  { state, problem }: NextStanding,
  now: number,
): Promise<void> {
  await db
    .updateTable('verifications')
    .set({ state, state_at: now, problem_code: problem ?? null, ...(!isOpen(state) && { status_sealed: null }) })
    .where('id', '=', id)
    .execute();
  await appendChange(db, siteId, { verificationId: id, state, at: now, ...(problem && { problem }) });
}
