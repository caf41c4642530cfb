import jsonld from 'jsonld';
import { asList, type JsonObject } from '../parse/json-object.ts';
import { isPlainName } from '../parse/plain-name.ts';
import { problem, VerificationError } from '../problem.ts';
import { signsJson } from '../proofs/data-integrity/signs-json.ts';
import { checkDataModel, checkPresentationModel } from './check-data-model.ts';
import { checkContexts, type ContextProfile } from './check-contexts.ts';
import { type ContextStore } from './context-store.ts';
import { contextUrls, vocabulary } from './context-urls.ts';
import { jsonLdProblem } from './json-ld-problem.ts';
import { isKnownContextArray } from './known-context-arrays.ts';
import { onlyStated } from './only-stated.ts';

export interface ReadOptions {
  readonly kind: 'credential' | 'presentation';
  readonly contexts: ContextStore;
  readonly profile: ContextProfile;
}

/**
 * A document in the terms of its data model and of our profile: what its proof signs, under the names we read.
 *
 * A signature covers the graph, not the JSON: under another `@context`, or another spelling of a name, the same
 * signature holds over JSON that reads differently (VC Data Integrity 1.0 §2.4.1, §4.6). So a document under a
 * known exact context array and with plain names keeps its names; any other is compacted first. Of both, what
 * states nothing is left out. A proof that signs the JSON alone never showed that the document is JSON-LD at all:
 * compacting does, and what no context defines is refused.
 *
 * A presentation's credentials are returned as they were sent: each is read by itself.
 *
 * @throws VerificationError `context_not_allowed`, `context_nested`, `term_undefined`, `credential_malformed`,
 *   `presentation_malformed`
 */
export async function readSigned(document: JsonObject, { kind, contexts, profile }: ReadOptions): Promise<JsonObject> {
  const { proof, ...secured } = document;
  checkContexts(kind === 'presentation' ? withoutCredentials(document) : document, { contexts, profile });

  const own = kind === 'presentation' ? withoutCredentials(secured) : secured;
  const isReadable =
    isKnownContextArray(own['@context']) && hasOnlyPlainNames(withoutContext(own)) && !asList(proof).some(signsJson);
  const named = isReadable ? own : await compact(own, contexts);
  if (kind === 'presentation' && 'verifiableCredential' in named) {
    throw new VerificationError(problem('presentation_malformed'));
  }

  const signed = onlyStated(named);
  if (kind === 'credential') checkDataModel(signed);
  else checkPresentationModel(signed);
  if (profile === 'presentation') refuseSplitRoot(signed, kind);

  const { verifiableCredential } = document;
  const hasCredentials = kind === 'presentation' && verifiableCredential !== undefined;
  return { ...signed, ...(hasCredentials && { verifiableCredential }), ...(proof !== undefined && { proof }) };
}

function withoutCredentials({ verifiableCredential: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function withoutContext({ '@context': _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function hasOnlyPlainNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasOnlyPlainNames);
  return Object.entries(value).every(([name, item]) => isPlainName(name) && hasOnlyPlainNames(item));
}

/**
 * The contexts in whose words a document is read. Those of Open Badges stand in the place of ours: each protects `type`
 * and other terms, so that no document can be under both.
 */
function targetFor(context: unknown): unknown[] {
  const all: readonly unknown[] = Array.isArray(context) ? context : [context];
  const { credentialsV1, credentialsV2, ed25519Signature2020, openBadges303, statusList2021 } = contextUrls;
  const own = all.includes(openBadges303) ? openBadges303 : contextUrls.coopCredentialsV1;
  return all[0] === credentialsV1
    ? [credentialsV1, own, ed25519Signature2020, statusList2021]
    : [credentialsV2, own, statusList2021];
}

async function compact(document: JsonObject, contexts: ContextStore): Promise<JsonObject> {
  const compacted = await jsonld
    .compact(document, targetFor(document['@context']), { documentLoader: contexts.load, base: null, safe: true })
    .catch((cause: unknown) => {
      throw new VerificationError(jsonLdProblem(cause) ?? problem('credential_malformed'), { cause });
    });
  if (hasUnreadName(compacted)) throw new VerificationError(problem('term_undefined'));
  return 'credentialSubject' in compacted
    ? { ...compacted, credentialSubject: asNodes(compacted.credentialSubject) }
    : compacted;
}

/** Compaction writes a subject of whom nothing is said as its id alone; the data model wants an object. */
const asNodes = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(asNodes) : typeof value === 'string' ? { id: value } : value;

const readNames = ['https://www.w3.org/2018/credentials#', 'https://w3id.org/security#', 'cred:', 'sec:', vocabulary];

/** One of our own terms, of which compaction made no term: its value is of another kind than the term's. */
function hasUnreadName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasUnreadName);
  return Object.entries(value).some(
    ([name, item]) =>
      readNames.some((prefix) => name.startsWith(prefix)) || (name !== '@context' && hasUnreadName(item)),
  );
}

/** The document's own node written a second time further in could hide what it says, such as its status. */
function refuseSplitRoot(document: JsonObject, kind: ReadOptions['kind']): void {
  const { id, ...rest } = document;
  if (typeof id === 'string' && Object.values(rest).some((value) => containsNode(value, id))) {
    throw new VerificationError(problem(kind === 'credential' ? 'credential_malformed' : 'presentation_malformed'));
  }
}

function containsNode(value: unknown, id: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const hasMore = 'id' in value && value.id === id && Object.keys(value).length > 1;
  return hasMore || Object.values(value).some((item) => containsNode(item, id));
}
