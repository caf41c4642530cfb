import { problem, VerificationError, type CheckOutcome, type StatusEntry, type Verifier } from '@coop-credentials/core';
import type { OpenVerification } from '../store/standing-store.ts';
import type { StatusPointer, StatusPointers } from './status-pointers.ts';

/** By the verification's id: an outcome for each of its entries, or that nobody was asked. */
export type ListAnswers = ReadonlyMap<string, readonly CheckOutcome[] | 'not asked'>;

/** Issuers asked at once: one whose lists do not come holds up few others, and visitors keep most of the threads. */
const AT_ONCE = 4;

type Options = { readonly now: Date; readonly refresh: boolean };

/** What cannot be found out about some holds up none of the others, and is never taken for a yes. */
const unknown: CheckOutcome = { outcome: 'inconclusive', problem: problem('status_unreachable') };

/**
 * Asks the lists about many verifications: one question for each issuer, so that a list is fetched and verified once
 * for all of them. `not asked` is what this service was too busy for, which says nothing about anybody.
 */
export function askLists(verifier: Pick<Verifier, 'checkStatuses'>, statusPointers: Pick<StatusPointers, 'open'>) {
  return async (
    rows: readonly Pick<OpenVerification, 'id' | 'statusSealed'>[],
    options: Options,
  ): Promise<ListAnswers> => {
    const answers = new Map<string, CheckOutcome[] | 'not asked'>();
    const asked = new Map<string, { readonly id: string; readonly entry: StatusEntry }[]>();
    for (const { id, statusSealed } of rows) {
      const pointers = open(id, statusSealed);
      if (!pointers) answers.set(id, [unknown]);
      for (const { issuer, entries } of pointers ?? []) {
        const those = asked.get(issuer) ?? [];
        asked.set(issuer, those);
        those.push(...entries.map((entry) => ({ id, entry })));
      }
    }
    const questions = [...asked].map(([issuer, places]) => ({ issuer, places }));
    const askNext = async () => {
      for (let next = questions.shift(); next; next = questions.shift()) {
        const { issuer, places } = next;
        const entries = places.map(({ entry }) => entry);
        note(answers, places, await ask(issuer, entries, options));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askNext));
    return answers;
  };

  function note(
    answers: Map<string, CheckOutcome[] | 'not asked'>,
    places: readonly { readonly id: string }[],
    outcomes: readonly CheckOutcome[],
  ): void {
    for (const [index, { id }] of places.entries()) {
      const [before = [], outcome] = [answers.get(id), outcomes[index]];
      answers.set(id, outcome && before !== 'not asked' ? [...before, outcome] : 'not asked');
    }
  }

  /** Sealed with a key that is gone: nobody can be asked any more. */
  function open(id: string, sealed: string | null): readonly StatusPointer[] | undefined {
    try {
      return statusPointers.open(id, sealed);
    } catch {
      return undefined;
    }
  }

  async function ask(
    issuer: string,
    entries: readonly StatusEntry[],
    options: Options,
  ): Promise<readonly CheckOutcome[]> {
    try {
      return await verifier.checkStatuses(issuer, entries, options);
    } catch (error) {
      const isBusy = error instanceof VerificationError && error.code === 'service_busy';
      return isBusy ? [] : entries.map(() => unknown);
    }
  }
}
