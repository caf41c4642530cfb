import { createLedger } from '../ledger/create-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredVerification } from '../store/verification-store.ts';
import { CommandError, type CommandInput, type CommandResult } from './command.ts';
import { withStores } from './with-stores.ts';

/** Runs a command on one collected verification of any site. */
export function withLedger(
  input: Pick<CommandInput, 'configuration'>,
  verificationId: string,
  run: (ledger: Ledger, verification: StoredVerification) => Promise<CommandResult>,
): Promise<CommandResult> {
  return withStores(input, async (stores, clock) => {
    const verification = await stores.verifications.findById(verificationId);
    if (verification?.collectedAt === undefined) {
      throw new CommandError('verification_unknown', 'There is no such verification, or not any more.');
    }
    return run(createLedger({ ...stores, clock }), verification);
  });
}
