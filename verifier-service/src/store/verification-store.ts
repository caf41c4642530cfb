import type { ProblemCode } from '@coop-credentials/core';
import type { Insertable, Selectable } from 'kysely';
import type { VerificationState } from '../changes/verification-state.ts';
import type { Verification } from '../requests/verification.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

/** A verification with what only the service needs to know of it. */
export interface StoredVerification {
  readonly siteId: string;
  readonly requestId: string;
  readonly verification: Verification;
  readonly createdAt: number;
  readonly collectedAt?: number;
  /** What counts it in its policy's programme (see `Programmes`). */
  readonly programmeKeysSealed?: string;
  /** Where its issuers may take it back; erased when it ends (see `StatusPointers`). */
  readonly statusSealed?: string;
  readonly state: VerificationState;
  /** Why it is in that state, where there is more to say. */
  readonly problem?: ProblemCode;
}

/** One that was just made: it holds, and nobody has collected it. */
export type NewVerification = Omit<StoredVerification, 'state' | 'problem' | 'collectedAt'>;

export type VerificationStore = ReturnType<typeof createVerificationStore>;

export function createVerificationStore(db: Database) {
  const collectedOf = (siteId: string) =>
    db.selectFrom('verifications').selectAll().where('site_id', '=', siteId).where('collected_at', 'is not', null);

  return {
    /** Only a collected one: until then nobody asked for it. */
    findCollected: async (siteId: string, id: string): Promise<StoredVerification | undefined> => {
      const row = await collectedOf(siteId).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    /** Of any site: for the operator. */
    findById: async (id: string): Promise<StoredVerification | undefined> => {
      const row = await db.selectFrom('verifications').selectAll().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },

    /** A site's collected ones in the order of their ids, which never changes. */
    page: async (siteId: string, after: string, limit: number): Promise<readonly StoredVerification[]> => {
      const rows = await collectedOf(siteId).where('id', '>', after).orderBy('id').limit(limit).execute();
      return rows.map(fromRow);
    },

    ofHolder: async (siteId: string, holder: string): Promise<readonly StoredVerification[]> => {
      const rows = await collectedOf(siteId).where('holder', '=', holder).orderBy('created_at').orderBy('id').execute();
      return rows.map(fromRow);
    },

    findByRequest: async (requestId: string): Promise<StoredVerification | undefined> => {
      const row = await db
        .selectFrom('verifications')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row && fromRow(row);
    },
  };
}

/** Part of the transaction that closes the request. */
export async function insertVerification(db: Database, stored: NewVerification): Promise<void> {
  await db.insertInto('verifications').values(toRow(stored)).execute();
}

function toRow({
  siteId,
  requestId,
  verification,
  createdAt,
  programmeKeysSealed,
  statusSealed,
}: NewVerification): Insertable<Schema['verifications']> {
  return {
    id: verification.id,
    site_id: siteId,
    request_id: requestId,
    holder: verification.holder,
    policy_id: verification.policy.id,
    policy_version: verification.policy.version,
    accept_index: verification.matched.accept,
    credentials: JSON.stringify(verification.credentials),
    checks: JSON.stringify(verification.checks),
    grant_until: Date.parse(verification.grantUntil),
    created_at: createdAt,
    programme_keys_sealed: programmeKeysSealed ?? null,
    status_sealed: statusSealed ?? null,
    state: 'live',
    check_due_at: createdAt,
  };
}

function fromRow(row: Selectable<Schema['verifications']>): StoredVerification {
  return {
    siteId: row.site_id,
    requestId: row.request_id,
    createdAt: row.created_at,
    ...(row.collected_at !== null && { collectedAt: row.collected_at }),
    ...(row.programme_keys_sealed !== null && { programmeKeysSealed: row.programme_keys_sealed }),
    state: row.state,
    ...(row.problem_code !== null && { problem: row.problem_code as ProblemCode }),
    verification: {
      id: row.id,
      holder: row.holder,
      policy: { id: row.policy_id, version: row.policy_version },
      matched: { accept: row.accept_index },
      grantUntil: new Date(row.grant_until).toISOString(),
      credentials: JSON.parse(row.credentials) as Verification['credentials'],
      checks: JSON.parse(row.checks) as Verification['checks'],
    },
  };
}
