import { type DocumentLoader } from '../../contexts/context-store.ts';
import { type ProofPurpose, resolveKey } from '../../identifiers/resolve-key.ts';
import { problem, type Problem, VerificationError } from '../../problem.ts';
import { type DidResolver } from '../../ports.ts';
import { parseProof, type Proof } from './parse-proof.ts';
import { findCryptosuite, suiteName } from './cryptosuites.ts';
import { verifySignature } from './verify-signature.ts';

/** What verifying one proof found, and what the proof says. Believe the rest only when it passed. */
export interface ProofFinding {
  readonly outcome: 'passed' | 'failed' | 'inconclusive';
  /** Unless passed. */
  readonly problem?: Problem;
  readonly suite: string;
  readonly verificationMethod?: string;
  /** The DID whose document lists the key for this purpose; only when passed. */
  readonly controller?: string;
  readonly created?: Date;
  readonly expires?: Date;
  readonly challenge?: string;
  readonly domain?: unknown;
}

export interface VerifyProofsOptions {
  /** `assertionMethod` for a credential, `authentication` for a presentation. */
  readonly purpose: ProofPurpose;
  readonly resolveDid: DidResolver;
  readonly documentLoader: DocumentLoader;
  readonly now: Date;
}

/**
 * Verifies each proof of a document by itself (VC Data Integrity 1.0 §4.4, §4.5): one finding a proof, in order.
 *
 * The caller judges the findings together, checks the document's contexts first (`readSigned`), and compares
 * `controller`, `challenge`, `domain` and `created` with what it expects: none of that is done here.
 *
 * @returns an empty list for a document without a proof
 */
export async function verifyProofs(document: object, options: VerifyProofsOptions): Promise<readonly ProofFinding[]> {
  const { proof: proofs = [], ...unsecured } = document as { readonly proof?: unknown };
  const findings: ProofFinding[] = [];
  for (const proof of Array.isArray(proofs) ? proofs : [proofs]) {
    findings.push(await verifyProof(unsecured, proof, options));
  }
  return findings;
}

async function verifyProof(unsecured: object, input: unknown, options: VerifyProofsOptions): Promise<ProofFinding> {
  const parsed = parseProof(input);
  if ('problem' in parsed) return { outcome: 'failed', problem: parsed.problem, suite: 'unknown' };

  const { proof } = parsed;
  const said = describe(proof);
  try {
    const controller = await judge(unsecured, proof, options);
    return { outcome: 'passed', ...said, controller };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { outcome: error.problem.retryable ? 'inconclusive' : 'failed', problem: error.problem, ...said };
  }
}

/** What must hold before a signature means anything, then the signature. */
async function judge(unsecured: object, proof: Proof, options: VerifyProofsOptions): Promise<string> {
  const cryptosuite = findCryptosuite(proof);
  if (!cryptosuite || proof.previousProof !== undefined) throw new VerificationError(problem('suite_unsupported'));
  if (proof.proofPurpose !== options.purpose) throw new VerificationError(problem('proof_purpose_wrong'));
  if (proof.expires && proof.expires <= options.now) throw new VerificationError(problem('proof_expired'));

  const { controller, publicKey } = await resolveKey(proof.verificationMethod, options);
  await verifySignature(unsecured, { proof, cryptosuite, publicKey, documentLoader: options.documentLoader });
  return controller;
}

/** What a proof says of itself. */
function describe(proof: Proof): Omit<ProofFinding, 'outcome'> {
  const { verificationMethod, created, expires, challenge, domain } = proof;
  return {
    suite: suiteName(proof),
    verificationMethod,
    ...(created && { created }),
    ...(expires && { expires }),
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
  };
}
