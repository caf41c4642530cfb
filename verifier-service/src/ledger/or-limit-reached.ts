import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { LimitReached } from '../store/take-all.ts';

/**
 * Tries to take. Where nothing is left it is looked whether reservations are overdue, and tried once more: the time
 * limits of others cost nothing while there is enough.
 * @throws ProblemError `limit_reached`, with `at`, when it can be used again
 */
export async function orLimitReached<T>(
  { redemptions, clock }: { readonly redemptions: LedgerStore; readonly clock: Clock },
  take: () => Promise<T>,
): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    if ((await redemptions.expireOverdue(clock().getTime())) === 0) throw limitReached(error);
  }
  return take().catch((error: unknown) => {
    throw error instanceof LimitReached ? limitReached(error) : error;
  });
}

function limitReached({ resetsAt }: LimitReached) {
  return problemError(
    'limit_reached',
    resetsAt === undefined ? {} : { params: { at: new Date(resetsAt).toISOString() } },
  );
}
