import { problem, VerificationError, type ProblemCode } from '../problem.ts';
import { type DidDocument, type Ports, type VerificationMethod } from '../ports.ts';
import { didWebUrl } from './did-web.ts';
import { parseDid, type Did } from './parse-did.ts';
import { parseDidDocument } from './parse-did-document.ts';
import { fingerprint } from './fingerprint.ts';
import type { PublicKey } from './public-key.ts';
import { absolute, isOver, readPublicKey } from './resolve-key.ts';

/** A co-op as it publishes itself, to be confirmed by a person before anybody relies on it. */
export interface FoundIssuer {
  /** Its `did:web`. */
  readonly id: string;
  readonly domain: string;
  readonly keys: readonly {
    readonly id: string;
    /** 128 bits of the key's SHA-256 in groups of four, to be read out over the telephone: `9F2C 01AB …`. */
    readonly fingerprint: string;
  }[];
}

/**
 * Looks up a co-op by its web address (`coop.example`, `https://coop.example/…`) or its `did:web`.
 *
 * The document is fetched anew: whoever asks wants to know what is there now. Says nothing about who the co-op is;
 * that is for a person to confirm, by the fingerprint.
 *
 * @throws VerificationError `domain_invalid`, `issuer_document_missing`, `issuer_document_unreadable`,
 *   `issuer_document_wrong_id`, `issuer_without_key`; `url` says where it was looked for
 */
export async function findIssuer(address: string, { fetchJson, clock }: Ports): Promise<FoundIssuer> {
  const { did, url } = locate(address);
  const document = read(did, await fetched(url, fetchJson), url);
  const methods = issuingKeys(document, clock());
  const keys = await Promise.all(
    methods.map(async ({ id, publicKey }) => ({ id, fingerprint: await fingerprint(publicKey) })),
  );
  if (keys.length === 0) fail('issuer_without_key', url);
  return { id: did.did, domain: new URL(url).host, keys };
}

async function fetched(url: string, fetchJson: Ports['fetchJson']): Promise<unknown> {
  try {
    return await fetchJson(url);
  } catch (cause) {
    return fail(codeOfFetch(cause), url, cause);
  }
}

function locate(address: string): { did: Did; url: string } {
  try {
    const did = parseDid(address.startsWith('did:') ? address : didOfAddress(address));
    if (did.method !== 'web') throw new TypeError('Only a did:web can be looked up');
    return { did, url: didWebUrl(did) };
  } catch (cause) {
    throw new VerificationError(problem('domain_invalid'), { cause });
  }
}

function didOfAddress(address: string): string {
  const { protocol, host, username, password } = new URL(address.includes('://') ? address : `https://${address}`);
  if (!/^https?:$/.test(protocol) || username || password) throw new TypeError('Not the address of a website');
  return `did:web:${host.replace(':', '%3A')}`;
}

function read(did: Did, found: unknown, url: string): DidDocument {
  const id: unknown = typeof found === 'object' && found !== null && 'id' in found ? found.id : undefined;
  if (typeof id === 'string' && id !== did.did) fail('issuer_document_wrong_id', url);
  try {
    return parseDidDocument(did.did, found);
  } catch (cause) {
    return fail('issuer_document_unreadable', url, cause);
  }
}

/** The keys that may sign credentials now, as a verification would take them (`resolve-key.ts`). */
function issuingKeys(document: DidDocument, now: Date): readonly { id: string; publicKey: PublicKey }[] {
  const listed = (document.verificationMethod ?? []).map((method) => [absolute(document, method.id), method] as const);
  const methods = new Map<string, VerificationMethod>(listed);
  return (document.assertionMethod ?? []).flatMap((entry) => {
    const id = absolute(document, typeof entry === 'string' ? entry : entry.id);
    const method = typeof entry === 'string' ? methods.get(id) : entry;
    if (!method || method.controller !== document.id || isOver(method, now)) return [];
    const publicKey = readPublicKey(method);
    return publicKey ? [{ id, publicKey }] : [];
  });
}

function codeOfFetch(cause: unknown): ProblemCode {
  const code = cause instanceof VerificationError ? cause.code : undefined;
  if (code === 'fetch_refused') return 'domain_invalid';
  return code === 'fetch_failed' ? 'issuer_document_missing' : 'issuer_document_unreadable';
}

function fail(code: ProblemCode, url: string, cause?: unknown): never {
  throw new VerificationError(problem(code, { params: { url } }), { cause });
}
