import type { Ledger, ToldStanding } from '../ledger/ledger.ts';
import type { StoredVerification } from '../store/verification-store.ts';
import type { Command } from './command.ts';
import { readNamedOptions } from './read-options.ts';
import { withLedger } from './with-ledger.ts';

export const ledgerShow: Command = {
  summary: 'shows what a verification was used for, and how often is left',
  usage: 'coop-verifier ledger show VERIFICATION [--json]',
  run: async ({ args, configuration }) => {
    const { name: id } = readNamedOptions(args, {}, 'the id of a verification');
    return withLedger({ configuration }, id, async (ledger, verification) => {
      const shown = await show(ledger, verification);
      const lines = shown.redemptions.map(
        ({ createdAt, state, idempotencyKey, id: redemption }) =>
          `${createdAt}  ${state.padEnd(9)}  ${JSON.stringify(idempotencyKey ?? null)}  ${redemption}`,
      );
      return { exitCode: 0, json: shown, text: [describeStanding(shown), ...lines].join('\n') };
    });
  },
};

async function show(ledger: Ledger, stored: StoredVerification) {
  const { id, policy } = stored.verification;
  const standing = await ledger.standing(stored);
  const redemptions = await ledger.redemptionsOf(stored);
  return { verificationId: id, site: stored.siteId, policy: policy.id, ...standing, redemptions };
}

export function describeStanding({ remaining, resetsAt }: ToldStanding): string {
  if (remaining === undefined) return 'No limit.';
  return resetsAt === undefined ? `${remaining} left.` : `${remaining} left until ${resetsAt}.`;
}
