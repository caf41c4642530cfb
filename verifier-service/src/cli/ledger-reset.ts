import type { Command } from './command.ts';
import { describeStanding } from './ledger-show.ts';
import { readNamedOptions } from './read-options.ts';
import { withLedger } from './with-ledger.ts';

export const ledgerReset: Command = {
  summary: 'starts the limit of one membership anew, a programme’s too',
  usage: 'coop-verifier ledger reset VERIFICATION [--json]',
  run: async ({ args, configuration }) => {
    const { name: id } = readNamedOptions(args, {}, 'the id of a verification');
    return withLedger({ configuration }, id, async (ledger, verification) => {
      const standing = await ledger.reset(verification, 'operator');
      return { exitCode: 0, json: standing, text: describeStanding(standing) };
    });
  },
};
