import { problem, VerificationError } from '../problem.ts';
import { type DidDocument, type Ports } from '../ports.ts';
import { didWebUrl } from './did-web.ts';
import { type Did } from './parse-did.ts';
import { parseDidDocument } from './parse-did-document.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const MAX_ENTRIES = 1_000;

interface Entry {
  readonly document: Promise<DidDocument>;
  /** When the document was fetched that is believed. */
  readonly fetchedAt: number;
  /** When it was last asked for, in vain or not. */
  readonly triedAt: number;
  failed: boolean;
}

interface DidWebOptions extends Pick<Ports, 'fetchJson' | 'clock'> {
  readonly cacheMs?: number;
}

/**
 * Fetches the documents of `did:web` and keeps them: one fetch at a time for each, oldest forgotten first.
 *
 * A failure is kept for a minute, so that a host that is down is not asked by every visitor. Where a refresh
 * fails, the document of before still holds until its hour is over.
 */
export function createDidWebCache({ fetchJson, clock, cacheMs = HOUR }: DidWebOptions) {
  const entries = new Map<string, Entry>();

  const fetchDocument = (did: Did): Promise<DidDocument> =>
    fetchJson(didWebUrl(did)).then((found) => parseDidDocument(did.did, found), rethrow);

  function remember(did: string, entry: Entry): Promise<DidDocument> {
    entry.document.catch(() => (entry.failed = true));
    entries.delete(did);
    entries.set(did, entry);
    const oldest = entries.keys().next();
    if (entries.size > MAX_ENTRIES && !oldest.done) entries.delete(oldest.value);
    return entry.document;
  }

  return async (did: Did, { refresh = false } = {}): Promise<DidDocument> => {
    const now = clock().getTime();
    const known = entries.get(did.did);
    if (known && now - known.triedAt < MINUTE) return known.document;

    const holds = known && !known.failed && now - known.fetchedAt < cacheMs ? known : undefined;
    if (holds && !refresh) return holds.document;

    const document = fetchDocument(did);
    return remember(
      did.did,
      holds
        ? { document: document.catch(() => holds.document), fetchedAt: holds.fetchedAt, triedAt: now, failed: false }
        : { document, fetchedAt: now, triedAt: now, failed: false },
    );
  };
}

/** A failed fetch may succeed later; a refused one never will, and keeps its own code. */
function rethrow(cause: unknown): never {
  const isFinal = cause instanceof VerificationError && !cause.problem.retryable;
  throw isFinal ? cause : new VerificationError(problem('did_unresolvable'), { cause });
}
