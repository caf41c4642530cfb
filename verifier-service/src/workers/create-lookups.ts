import {
  problem,
  VerificationError,
  type DidResolver,
  type Problem,
  type StatusListSource,
} from '@coop-credentials/core';
import { setImmediate as afterThisTurn } from 'node:timers/promises';
import type { Lookup } from './messages.ts';

/** What was found, as the lookup's kind has it; or why it was not. */
export type Finding = { readonly found: unknown } | { readonly problem: Problem };

/** What a thread has of the network: the main thread, with its caches. */
export interface Sources {
  readonly resolveDid: DidResolver;
  readonly fetchStatusList: StatusListSource;
}

/** What one job looks up. */
export interface Lookups {
  /** What its source has at hand, or found since it was first asked; undefined while it is being fetched. */
  findNow(lookup: Lookup): Promise<Finding | undefined>;
  /** Nothing is being fetched any more. */
  settled(): Promise<unknown>;
  /** What is to be said where the last that it lacked does not come in time. */
  problemIfLate(): Problem;
}

/** More than an answer within its limits has use for: four credentials of two proofs, a holder, each fetched afresh. */
const mostDids = 18;

/** Four credentials with four lists each. */
const mostStatusLists = 16;

/**
 * Pins what one job is told: however often it starts again, the same question gets the same answer, found or not, and
 * is put to its source once.
 *
 * @param most how many status lists it has use for
 */
export function createLookups({ resolveDid, fetchStatusList }: Sources, most = mostStatusLists): Lookups {
  const asked = { did: new Map<string, Promise<Finding>>(), 'status-list': new Map<string, Promise<Finding>>() };
  const limits = { did: mostDids, 'status-list': most };
  let missing: Lookup['kind'] = 'did';

  function find(lookup: Lookup): Promise<Finding> {
    const key = keyOf(lookup);
    const those = asked[lookup.kind];
    const known = those.get(key);
    if (known) return known;
    if (those.size >= limits[lookup.kind]) return Promise.resolve({ problem: unavailable(lookup.kind) });
    const finding = ask(lookup).then(
      (found) => ({ found }),
      (error: unknown) => ({ problem: error instanceof VerificationError ? error.problem : unavailable(lookup.kind) }),
    );
    those.set(key, finding);
    return finding;
  }

  function ask(lookup: Lookup): Promise<unknown> {
    const { refresh = false } = lookup;
    if (lookup.kind === 'status-list') return fetchStatusList(lookup.url, { refresh });
    return resolveDid(lookup.did, { refresh, recognised: lookup.recognised ?? false });
  }

  return {
    findNow: async (lookup) => {
      const finding = await Promise.race([find(lookup), afterThisTurn(undefined)]);
      if (!finding) missing = lookup.kind;
      return finding;
    },
    settled: () => Promise.all([...asked.did.values(), ...asked['status-list'].values()]),
    problemIfLate: () => problem(missing === 'did' ? 'did_unresolvable' : 'status_unreachable'),
  };
}

function keyOf(lookup: Lookup): string {
  const { refresh = false } = lookup;
  return JSON.stringify(
    lookup.kind === 'did' ? [lookup.did, refresh, lookup.recognised ?? false] : [lookup.url, refresh],
  );
}

/** To a status check, a fetch that failed is a list that cannot be reached. */
function unavailable(kind: Lookup['kind']): Problem {
  return problem(kind === 'did' ? 'did_unresolvable' : 'fetch_failed');
}
