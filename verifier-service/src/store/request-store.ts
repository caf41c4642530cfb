import { handleWords } from '../requests/handle-words.ts';
import type { Handle, PresentationRequest } from '../requests/presentation-request.ts';
import { hashToken } from '../secrets/tokens.ts';
import { eraseResponseKeys } from './erase-response-keys.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { requestFromRow, rowFromRequest } from './request-row.ts';

export type RequestStore = ReturnType<typeof createRequestStore>;

/** A handle that was found, with the request it belongs to. */
export interface FoundHandle {
  readonly handle: Handle;
  readonly request: PresentationRequest;
}

/** Requests and their handles: opening, finding, and everything but the answer (see `answer-store`). */
export function createRequestStore(db: Database) {
  return {
    insert: (request: PresentationRequest, handles: readonly Handle[], browserToken: string): Promise<void> =>
      inTransaction(db, async (transaction) => {
        const row = rowFromRequest(request, hashToken(browserToken));
        await transaction.insertInto('requests').values(row).execute();
        const rows = handles.map(({ token, flow, isInteraction, responseKeySealed }) => ({
          token_hash: hashToken(token),
          request_id: request.id,
          flow,
          is_interaction: isInteraction ? 1 : 0,
          response_key_sealed: responseKeySealed ?? null,
        }));
        await transaction.insertInto('handles').values(rows).execute();
      }),

    findByHandle: async (token: string): Promise<FoundHandle | undefined> => {
      const row = await db
        .selectFrom('handles')
        .innerJoin('requests', 'requests.id', 'handles.request_id')
        .selectAll('requests')
        .select(['handles.flow as handle_flow', 'handles.is_interaction as is_interaction', 'response_key_sealed'])
        .where('handles.token_hash', '=', hashToken(token))
        .executeTakeFirst();
      if (!row) return undefined;
      const { handle_flow: flow, is_interaction, response_key_sealed: sealed } = row;
      const key = sealed !== null && { responseKeySealed: sealed };
      const handle = { token, flow, ...handleWords(token), isInteraction: is_interaction === 1, ...key };
      return { handle, request: requestFromRow(row) };
    },

    find: async (id: string): Promise<PresentationRequest | undefined> => {
      const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
      return row && requestFromRow(row);
    },

    /** Those that there are, of many. */
    findAll: async (ids: readonly string[]): Promise<readonly PresentationRequest[]> => {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(requestFromRow);
    },

    findByBrowserToken: async (token: string): Promise<PresentationRequest | undefined> => {
      const row = await db
        .selectFrom('requests')
        .selectAll()
        .where('browser_token_hash', '=', hashToken(token))
        .executeTakeFirst();
      return row && requestFromRow(row);
    },

    /** What a response code is compared with; only the answer of a same-device request has one. */
    responseCodeHash: async (id: string): Promise<string | undefined> => {
      const row = await db.selectFrom('requests').select('response_code_hash').where('id', '=', id).executeTakeFirst();
      return row?.response_code_hash ?? undefined;
    },

    /** @returns the request as it is now; undefined when it was not open any more */
    end: (id: string, state: 'declined' | 'cancelled', now: number): Promise<PresentationRequest | undefined> =>
      inTransaction(db, async (transaction) => {
        const row = await transaction
          .updateTable('requests')
          .set({ state, answered_at: state === 'declined' ? now : null, lease_id: null, lease_until: null })
          .where('id', '=', id)
          .where('state', '=', 'open')
          .where('expires_at', '>', now)
          .returningAll()
          .executeTakeFirst();
        if (row?.response_mode === 'direct_post.jwt') await eraseResponseKeys(transaction, id);
        return row && requestFromRow(row);
      }),

    extend: async (id: string, expiresAt: number, now: number): Promise<PresentationRequest | undefined> => {
      const row = await db
        .updateTable('requests')
        .set({ expires_at: expiresAt })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst();
      return row && requestFromRow(row);
    },
  };
}
