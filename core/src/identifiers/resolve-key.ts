import { problem, VerificationError } from '../problem.ts';
import { type DidDocument, type DidResolver, type VerificationMethod } from '../ports.ts';
import { fromBase58, fromJwk, fromMultibase, type PublicKey } from './public-key.ts';

/** What a key may be used for (DID Core 1.0 §5.3): a presentation or a credential. */
export type ProofPurpose = 'authentication' | 'assertionMethod';

/** A key that its controller lists for this purpose, as resolved now. */
export interface ResolvedKey {
  readonly id: string;
  readonly controller: string;
  readonly publicKey: PublicKey;
}

export interface ResolveKeyOptions {
  readonly purpose: ProofPurpose;
  readonly resolveDid: DidResolver;
  readonly now: Date;
}

/**
 * Retrieves a verification method and its authority (Controlled Identifiers 1.0 §3.3).
 *
 * The document is that of the DID before the `#`, never of a `controller` that the key merely names. A key that
 * is not in a document fetched earlier is looked for once more in a fresh one: keys change.
 *
 * @throws VerificationError `key_not_found`, `key_not_authorized`, `key_not_pinned`, `key_revoked`, `key_type_unsupported`, and
 *   what the resolver throws
 */
export async function resolveKey(id: string, { purpose, resolveDid, now }: ResolveKeyOptions): Promise<ResolvedKey> {
  const [did = '', fragment, ...rest] = id.split('#');
  if (!fragment || rest.length > 0) throw new VerificationError(problem('key_not_found'));

  const known = await resolveDid(did);
  const document = findMethod(known, id) ? known : await resolveDid(did, { refresh: true });
  const method = findMethod(document, id);
  if (!method) throw new VerificationError(problem('key_not_found'));

  if (method.controller !== document.id || !isListed(document, purpose, id)) {
    throw new VerificationError(problem('key_not_authorized'));
  }
  if (document.unpinned?.includes(id)) throw new VerificationError(problem('key_not_pinned'));
  if (isOver(method, now)) throw new VerificationError(problem('key_revoked'));

  const publicKey = readPublicKey(method);
  if (!publicKey) throw new VerificationError(problem('key_type_unsupported'));
  return { id, controller: document.id, publicKey };
}

/** A key's id may be relative to its document (DID Core 1.0 §3.2.2). */
export const absolute = (document: DidDocument, id: string): string => (id.startsWith('#') ? document.id + id : id);

/** The method of that id, listed under `verificationMethod` or embedded in a relationship. */
function findMethod(document: DidDocument, id: string): VerificationMethod | undefined {
  const relationships = [...(document.authentication ?? []), ...(document.assertionMethod ?? [])];
  const embedded = relationships.filter((entry) => typeof entry !== 'string');
  return [...(document.verificationMethod ?? []), ...embedded].find((method) => absolute(document, method.id) === id);
}

function isListed(document: DidDocument, purpose: ProofPurpose, id: string): boolean {
  const listed = document[purpose] ?? [];
  return listed.some((entry) => absolute(document, typeof entry === 'string' ? entry : entry.id) === id);
}

/** A key is over from its `revoked` or `expires` on; a time that cannot be read counts as past (§2.2). */
export function isOver({ revoked, expires }: VerificationMethod, now: Date): boolean {
  return [revoked, expires].some((time) => time !== undefined && !(Date.parse(time) > now.getTime()));
}

/**
 * The key of a verification method, under the one member that its type has for it. Undefined where it is of a type, or
 * written in a way, that we do not read.
 */
export function readPublicKey(method: VerificationMethod): PublicKey | undefined {
  const { type, publicKeyMultibase = '', publicKeyBase58 = '', publicKeyJwk } = method;
  switch (type) {
    case 'Multikey':
      return fromMultibase(publicKeyMultibase);
    case 'Ed25519VerificationKey2020': {
      const key = fromMultibase(publicKeyMultibase);
      return key?.type === 'Ed25519' ? key : undefined;
    }
    case 'Ed25519VerificationKey2018':
      return fromBase58(publicKeyBase58);
    case 'JsonWebKey':
    case 'JsonWebKey2020':
      return fromJwk(publicKeyJwk);
    default:
      return undefined;
  }
}
