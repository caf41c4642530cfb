import { isDidDocument } from './identifiers/is-did-document.ts';
import { isJsonObject } from './parse/json-object.ts';
import type { RecognitionLists } from './policy/recognise-issuer.ts';
import type { DidResolver, Ports } from './ports.ts';
import { problem, VerificationError, type ProblemCode } from './problem.ts';
import type { StatusListSource } from './status/status-list-source.ts';

/**
 * A resolver that somebody else wrote. What it throws says nothing about the presentation, so that whatever depends on
 * it stays undecided; what it gives is a document of that DID, or none.
 */
export function guardResolver(resolveDid: DidResolver): DidResolver {
  return async (did, options) => {
    const found: unknown = await orProblem('did_unresolvable', () => resolveDid(did, options));
    if (!isDidDocument(did, found)) throw new VerificationError(problem('did_document_invalid'));
    return found;
  };
}

/** A source of status lists likewise; what it gives is read where the list is verified. */
export function guardStatusLists(fetchStatusList: StatusListSource): StatusListSource {
  return (url, options) => orProblem('fetch_failed', () => fetchStatusList(url, options));
}

/** Recognition lists likewise: what is no list recognises nobody, and nobody is refused for it. */
export function guardLists(lists: RecognitionLists): RecognitionLists {
  return (name) => {
    try {
      const found: unknown = lists(name);
      if (found === undefined || isView(found)) return found;
    } catch {
      // The same as a list that was never fetched.
    }
    return 'unavailable';
  };
}

/** @throws TypeError for what is no time: nothing would be over by it */
export function guardClock(clock: Ports['clock']): Ports['clock'] {
  return () => {
    const now: unknown = clock();
    if (now instanceof Date && !Number.isNaN(now.getTime())) return now;
    throw new TypeError('clock must give a valid Date');
  };
}

async function orProblem<T>(code: ProblemCode, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw cause instanceof VerificationError ? cause : new VerificationError(problem(code), { cause });
  }
}

const isView = (found: unknown): found is ReturnType<RecognitionLists> & object =>
  isJsonObject(found) && typeof found['find'] === 'function' && typeof found['ageAt'] === 'function';
