import { verifyProof } from '@digitalbazaar/bbs-signatures';
import { createHash } from 'node:crypto';
import { problem, VerificationError } from '../../../problem.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { type Cryptosuite } from '../cryptosuite.ts';
import { proofOptions } from '../proof-options.ts';
import { decodeDerived, isBytes, isIndexes } from '../selective/decode-derived.ts';
import { labelledStatements, splitStatements } from '../selective/labelled-statements.ts';
import { derivedTerms } from './ecdsa-sd-2023.ts';

/** CBOR tags 0x5d02 and 0x5d03; the further ones are of features that are optional and not read here. */
const header = { base: [0xd9, 0x5d, 0x02], derived: [0xd9, 0x5d, 0x03] } as const;

/** Three points and four scalars, and a scalar for each statement that is not shown (BBS Signatures §4.2.4.2). */
const PROOF_FLOOR = 3 * 48 + 4 * 32;
const SCALAR = 32;

/** Each statement of the credential, shown or not, costs some milliseconds of BigInt arithmetic. */
const MAX_STATEMENTS = 100;

/**
 * A derived proof that no two verifiers can match: knowledge of the issuer's one signature over all statements is shown
 * anew each time (VC Data Integrity BBS Cryptosuites 1.0 §3.3.8, "Verify Derived Proof").
 */
export const bbs2023: Cryptosuite = {
  keyTypes: ['BLS12-381'],
  purposes: ['assertionMethod'],
  verify: async (unsecured, { proof, publicKey, documentLoader }) => {
    const derived = readDerived(proof.signature);
    if (!derived) return false;
    const hidden = (derived.bbsProof.length - PROOF_FLOOR) / SCALAR;
    if (hidden + derived.selectiveIndexes.length > MAX_STATEMENTS) {
      throw new VerificationError(problem('bbs_proof_too_large', { params: { max: MAX_STATEMENTS } }));
    }
    const options = { digest: 'sha256', documentLoader, rdfDirection: 'i18n-datatype' } as const;
    const statements = await labelledStatements(unsecured, derived.labels, options);
    if (!statements) return false;
    const { mandatory, chosen, isSound } = splitStatements(statements, derived.mandatoryIndexes);
    if (!isSound || chosen.length !== derived.selectiveIndexes.length) return false;

    const optionsHash = await canonicalHash(proofOptions(unsecured, proof, derivedTerms), options);
    const mandatoryHash = createHash('sha256').update(mandatory.join('')).digest();
    const disclosed = inOrder(derived.selectiveIndexes, chosen);
    return verifyProof({
      publicKey: publicKey.bytes,
      proof: derived.bbsProof,
      header: Uint8Array.from(Buffer.concat([optionsHash, mandatoryHash])),
      presentationHeader: derived.presentationHeader,
      disclosedMessages: disclosed.map(({ statement }) => new TextEncoder().encode(statement)),
      disclosedMessageIndexes: disclosed.map(({ index }) => index),
      ciphersuite: 'BLS12-381-SHA-256',
    }).catch(() => false);
  },
};

const inOrder = (indexes: readonly number[], statements: readonly string[]) =>
  indexes
    .map((index, position) => ({ index, statement: statements[position]! }))
    .sort((one, other) => one.index - other.index);

function readDerived(proofValue: string) {
  const components = decodeDerived(proofValue, header) ?? [];
  const [bbsProof, compressed, mandatoryIndexes, selectiveIndexes, presentationHeader] = components;
  const labels = readLabels(compressed);
  const isSound =
    components.length === 5 &&
    isBytes(bbsProof) &&
    bbsProof.length >= PROOF_FLOOR &&
    (bbsProof.length - PROOF_FLOOR) % SCALAR === 0 &&
    isIndexes(mandatoryIndexes) &&
    isIndexes(selectiveIndexes) &&
    isBytes(presentationHeader);
  return isSound && labels ? { bbsProof, labels, mandatoryIndexes, selectiveIndexes, presentationHeader } : undefined;
}

/** Names are numbers in a shuffled order. */
function readLabels(compressed: unknown): ReadonlyMap<string, string> | undefined {
  if (!(compressed instanceof Map)) return undefined;
  const entries = [...(compressed as ReadonlyMap<unknown, unknown>)].map(([index, number]) =>
    Number.isSafeInteger(index) && Number.isSafeInteger(number)
      ? ([`c14n${String(index)}`, `b${String(number)}`] as const)
      : undefined,
  );
  return entries.every((entry) => entry !== undefined) ? new Map(entries) : undefined;
}
