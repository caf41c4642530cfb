import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { problem, VerificationError } from '../../src/problem.ts';
import { type DidResolver, type Ports } from '../../src/ports.ts';
import { didDocument } from '../../src/profile/index.ts';
import { frozenClock } from './clock.ts';
import { harvest, harvestDid, meadow, meadowDid } from './keys.ts';

/** What the web answers in the tests, by URL. Nothing dials out. */
export const webDocuments: ReadonlyMap<string, unknown> = new Map([
  ['https://harvest.example/.well-known/did.json', didDocument(harvestDid, [harvest])],
  ['https://meadow.example/.well-known/did.json', didDocument(meadowDid, [meadow])],
]);

/** A fetch that knows these documents; every other address is down. Counts calls in `calls`. */
export function fakeFetch(documents = webDocuments): Ports['fetchJson'] & { readonly calls: string[] } {
  const calls: string[] = [];
  const fetchJson = async (url: string): Promise<unknown> => {
    calls.push(url);
    const document = await documents.get(url);
    if (document === undefined) throw new VerificationError(problem('fetch_failed'));
    return structuredClone(document);
  };
  return Object.assign(fetchJson, { calls });
}

/** The ports of a verifier in a frozen world. */
export const ports = (overrides: Partial<Ports> = {}): Ports => ({
  clock: frozenClock,
  fetchJson: fakeFetch(),
  ...overrides,
});

/** Resolves the fixtures' DIDs. */
export const resolveDid: DidResolver = createDidResolver(ports());
