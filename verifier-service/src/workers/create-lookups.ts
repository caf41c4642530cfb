import { problem, VerificationError, type DidDocument, type DidResolver, type Problem } from '@coop-credentials/core';
import { setImmediate as afterThisTurn } from 'node:timers/promises';
import type { Lookup } from './messages.ts';

export type Finding = { readonly document: DidDocument } | { readonly problem: Problem };

/** What one verification looks up. */
export interface Lookups {
  /** What the resolver has at hand, or found since it was first asked; undefined while it is being fetched. */
  findNow(lookup: Lookup): Promise<Finding | undefined>;
  /** Nothing is being fetched any more. */
  settled(): Promise<unknown>;
}

/** More than an answer within its limits has use for: four credentials of two proofs, a holder, each fetched afresh. */
const most = 18;

/**
 * Pins what one verification is told: however often it starts again, the same question gets the same answer, found
 * or not, and is put to the resolver once.
 */
export function createLookups(resolveDid: DidResolver): Lookups {
  const asked = new Map<string, Promise<Finding>>();

  function find({ did, refresh = false, recognised = false }: Lookup): Promise<Finding> {
    const key = JSON.stringify([did, refresh, recognised]);
    const known = asked.get(key);
    if (known) return known;
    if (asked.size >= most) return Promise.resolve({ problem: problem('did_unresolvable') });
    const finding = resolveDid(did, { refresh, recognised }).then((document) => ({ document }), toProblem);
    asked.set(key, finding);
    return finding;
  }

  return {
    findNow: (lookup) => Promise.race([find(lookup), afterThisTurn(undefined)]),
    settled: () => Promise.all(asked.values()),
  };
}

function toProblem(error: unknown): Finding {
  return { problem: error instanceof VerificationError ? error.problem : problem('did_unresolvable') };
}
