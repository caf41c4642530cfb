import { createHash } from 'node:crypto';
import { contextUrls } from '../../../contexts/context-urls.ts';
import { encodeBase64url } from '../../../identifiers/base64url.ts';
import { fromMulticodec } from '../../../identifiers/public-key.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { type Cryptosuite } from '../cryptosuite.ts';
import { proofOptions } from '../proof-options.ts';
import { decodeDerived, isBytes, isIndexes } from '../selective/decode-derived.ts';
import { labelledStatements, splitStatements } from '../selective/labelled-statements.ts';
import { verifyBytes } from '../verify-bytes.ts';

const { credentialsV2, dataIntegrityV1, dataIntegrityV2 } = contextUrls;

/** A derived proof is of a document whose contexts define it: none is added. */
export const derivedTerms = {
  context: dataIntegrityV2,
  definedBy: [dataIntegrityV2, dataIntegrityV1, credentialsV2],
  addsContext: false,
};

/** CBOR tags 0x5d00 and 0x5d01. */
const header = { base: [0xd9, 0x5d, 0x00], derived: [0xd9, 0x5d, 0x01] } as const;
const SIGNATURE = 64;
const MULTIKEY = 35;
const HMAC = 32;

/**
 * A derived proof: the issuer signed each statement by a key made for this credential alone, and that key with what is
 * always shown (VC Data Integrity ECDSA Cryptosuites 1.0 §3.5.8, "Verify Derived Proof").
 */
export const ecdsaSd2023: Cryptosuite = {
  keyTypes: ['P-256'],
  purposes: ['assertionMethod'],
  verify: async (unsecured, { proof, publicKey, documentLoader }) => {
    const derived = readDerived(proof.signature);
    const ownKey = derived && fromMulticodec(derived.ownKey);
    if (!derived || ownKey?.type !== 'P-256') return false;

    const options = { digest: 'sha256', documentLoader, rdfDirection: 'i18n-datatype' } as const;
    const statements = await labelledStatements(unsecured, derived.labels, options);
    if (!statements) return false;
    const { mandatory, chosen, isSound } = splitStatements(statements, derived.mandatoryIndexes);
    if (!isSound || chosen.length !== derived.signatures.length) return false;

    const optionsHash = await canonicalHash(proofOptions(unsecured, proof, derivedTerms), options);
    const mandatoryHash = createHash('sha256').update(mandatory.join('')).digest();
    const signed = Buffer.concat([optionsHash, derived.ownKey, mandatoryHash]);
    return (
      verifyBytes(signed, derived.baseSignature, publicKey) &&
      derived.signatures.every((signature, index) => verifyBytes(Buffer.from(chosen[index]!), signature, ownKey))
    );
  },
};

function readDerived(proofValue: string) {
  const components = decodeDerived(proofValue, header) ?? [];
  const [baseSignature, ownKey, signatures, compressed, mandatoryIndexes] = components;
  const labels = readLabels(compressed);
  const isSound =
    components.length === 5 &&
    isBytes(baseSignature, SIGNATURE) &&
    isBytes(ownKey, MULTIKEY) &&
    Array.isArray(signatures) &&
    signatures.every((signature) => isBytes(signature, SIGNATURE)) &&
    isIndexes(mandatoryIndexes);
  return isSound && labels
    ? { baseSignature, ownKey, signatures: signatures as readonly Uint8Array[], labels, mandatoryIndexes }
    : undefined;
}

/** Names are hashes under a key that the holder keeps: they tell nothing of what is not shown. */
function readLabels(compressed: unknown): ReadonlyMap<string, string> | undefined {
  if (!(compressed instanceof Map)) return undefined;
  const entries = [...(compressed as ReadonlyMap<unknown, unknown>)].map(([index, hash]) =>
    Number.isSafeInteger(index) && isBytes(hash, HMAC)
      ? ([`c14n${String(index)}`, `u${encodeBase64url(hash)}`] as const)
      : undefined,
  );
  return entries.every((entry) => entry !== undefined) ? new Map(entries) : undefined;
}
