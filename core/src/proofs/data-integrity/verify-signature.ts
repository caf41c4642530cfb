import jsigs, { type LinkedDataProof } from 'jsonld-signatures';
import { type DocumentLoader, type LoadedDocument } from '../../contexts/context-store.ts';
import { contextUrls } from '../../contexts/context-urls.ts';
import { jsonLdProblem } from '../../contexts/json-ld-problem.ts';
import { toMultibase } from '../../identifiers/ed25519-public-key.ts';
import { type ResolvedKey } from '../../identifiers/resolve-key.ts';
import { problem, VerificationError } from '../../problem.ts';
import { type Proof } from './parse-proof.ts';

const { ControllerProofPurpose } = jsigs.purposes;

interface SignatureInput {
  readonly proof: Proof;
  readonly suite: LinkedDataProof;
  readonly key: ResolvedKey;
  readonly documentLoader: DocumentLoader;
}

/**
 * Has the stock suite verify one signature over the document, with a key that we resolved.
 *
 * The suite sees a document with this one proof, and a loader that knows this one key besides the contexts.
 *
 * @throws VerificationError `signature_invalid`, or `term_undefined`, `context_not_allowed` or `credential_malformed`
 *   for a document that has no canonical form
 */
export async function verifySignature(unsecured: object, input: SignatureInput): Promise<void> {
  const { proof, suite, key } = input;
  requireSuiteContext(unsecured, proof);

  const { verified, results, error } = await jsigs.verify(
    { ...unsecured, proof: proof.source },
    {
      suite,
      purpose: authorised(key, proof),
      documentLoader: withKey(input),
    },
  );
  if (verified) return;
  const cause = results?.[0]?.error ?? error;
  throw new VerificationError(jsonLdProblem(cause) ?? problem('signature_invalid'), { cause });
}

/** Without its context, the terms of an Ed25519Signature2020 mean nothing, and the stock suite overlooks the proof. */
function requireSuiteContext(unsecured: object, { type }: Proof): void {
  const context: unknown = '@context' in unsecured ? unsecured['@context'] : undefined;
  const contexts: unknown[] = Array.isArray(context) ? context : [context];
  if (type === 'Ed25519Signature2020' && !contexts.includes(contextUrls.ed25519Signature2020)) {
    throw new VerificationError(problem('term_undefined'));
  }
}

/** What `resolveKey` has established, in the stock library's words: its controller lists this key for this purpose. */
const authorised = ({ id, controller }: ResolvedKey, { proofPurpose }: Proof) =>
  new ControllerProofPurpose({ term: proofPurpose, controller: { id: controller, [proofPurpose]: [id] } });

/** The key as a Multikey, which both suites import, whatever its document writes. */
function withKey({ key, documentLoader }: SignatureInput): DocumentLoader {
  const document = {
    '@context': contextUrls.multikeyV1,
    id: key.id,
    type: 'Multikey',
    controller: key.controller,
    publicKeyMultibase: toMultibase(key.publicKey),
  };
  const loaded: LoadedDocument = { contextUrl: null, documentUrl: key.id, document };
  return async (url) => (url === key.id ? loaded : documentLoader(url));
}
