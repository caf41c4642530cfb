import type { Selectable } from 'kysely';
import type { Seal } from '../secrets/seal.ts';
import type { Taken } from './limit-counter.ts';
import type { RedemptionTable } from './ledger-tables.ts';

export interface Redemption {
  readonly id: string;
  readonly siteId: string;
  readonly idempotencyKey: string;
  readonly verificationId: string;
  /** Seconds; `null` has no time limit. */
  readonly ttl: number | null;
  /** Only `reserved` and `committed` hold what they took. */
  readonly state: RedemptionTable['state'];
  readonly expiresAt?: number;
  readonly taken: readonly Taken[];
  readonly createdAt: number;
}

export function redemptionFromRow(row: Selectable<RedemptionTable>, seal: Seal): Redemption {
  return {
    id: row.id,
    siteId: row.site_id,
    idempotencyKey: row.idempotency_key,
    verificationId: row.verification_id,
    ttl: row.ttl,
    state: row.state,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    taken: openTaken(seal, row),
    createdAt: row.created_at,
  };
}

/** A sealed value is another one each time, so that two sites' rows of one counter have nothing in common. */
export function sealTaken(seal: Seal, redemptionId: string, taken: readonly Taken[]): string {
  return seal.seal(Buffer.from(JSON.stringify(taken)), purpose(redemptionId));
}

export function openTaken(seal: Seal, row: Pick<RedemptionTable, 'id' | 'taken_sealed'>): readonly Taken[] {
  return JSON.parse(seal.open(row.taken_sealed, purpose(row.id)).toString()) as Taken[];
}

const purpose = (redemptionId: string) => `redemption:${redemptionId}:taken`;
