import { type DocumentLoader } from '../../contexts/context-store.ts';
import { type ProofPurpose, resolveKey } from '../../identifiers/resolve-key.ts';
import { problem, type Problem, VerificationError } from '../../problem.ts';
import { type DidResolver } from '../../ports.ts';
import { parseProof, type Proof } from './parse-proof.ts';
import { previousProofs } from './chain.ts';
import { findCryptosuite, suiteName } from './cryptosuites.ts';
import { type SignatureMemo } from './signature-memo.ts';

/** What verifying one proof found, and what the proof says. Believe the rest only when it passed. */
export type ProofFinding = SaidByProof &
  (
    | {
        readonly outcome: 'passed';
        /** The DID whose document lists the key for this purpose. */
        readonly controller: string;
        readonly problem?: undefined;
      }
    | { readonly outcome: 'failed'; readonly problem: Problem; readonly controller?: undefined }
    | { readonly outcome: 'inconclusive'; readonly problem: Problem; readonly controller?: undefined }
  );

interface SaidByProof {
  readonly created?: Date;
  readonly challenge?: string;
  readonly domain?: unknown;
}

export interface VerifyProofsOptions {
  /** `assertionMethod` for a credential, `authentication` for a presentation. */
  readonly purpose: ProofPurpose;
  readonly resolveDid: DidResolver;
  readonly documentLoader: DocumentLoader;
  readonly now: Date;
  /** Whether a proof by `bbs-2023` is verified at all, which costs a hundred times what others do; by default not. */
  readonly bbs?: 'allow' | 'deny';
  /** Where signatures are remembered that held; without it each is verified. */
  readonly signatures?: SignatureMemo;
}

/**
 * Verifies each proof of a document (VC Data Integrity 1.0 §4.4, §4.5): one finding a proof, in order. Proofs of a set
 * stand by themselves; a chained one is over those that it names, and no better than they are.
 *
 * The caller judges the findings together, checks the document's contexts first (`readSigned`), and compares
 * `controller`, `challenge`, `domain` and `created` with what it expects: none of that is done here.
 *
 * @returns an empty list for a document without a proof
 */
export async function verifyProofs(document: object, options: VerifyProofsOptions): Promise<readonly ProofFinding[]> {
  const { proof: proofs = [], ...unsecured } = document as { readonly proof?: unknown; readonly '@context'?: unknown };
  const inputs: readonly unknown[] = Array.isArray(proofs) ? proofs : [proofs];
  const parsed = inputs.map((input) => parseProof(input, unsecured['@context']));
  const all = parsed.map((one) => ('proof' in one ? one.proof : undefined));
  const known = new Map<Proof, ProofFinding>();

  const findingOn = async (proof: Proof): Promise<ProofFinding> => {
    const found = known.get(proof) ?? (await verifyProof(unsecured, proof, all, findingOn, options));
    known.set(proof, found);
    return found;
  };
  const findings: ProofFinding[] = [];
  for (const one of parsed) {
    findings.push('proof' in one ? await findingOn(one.proof) : { outcome: 'failed', problem: one.problem });
  }
  return findings;
}

async function verifyProof(
  unsecured: object,
  proof: Proof,
  all: readonly (Proof | undefined)[],
  findingOn: (proof: Proof) => Promise<ProofFinding>,
  options: VerifyProofsOptions,
): Promise<ProofFinding> {
  const { created, challenge, domain } = proof;
  const said: SaidByProof = { created, challenge, domain };
  try {
    const previous = previousProofs(proof, all);
    for (const one of previous) {
      const found = await findingOn(one);
      if (found.outcome !== 'passed') return { outcome: found.outcome, problem: found.problem, ...said };
    }
    const signed = previous.length > 0 ? { ...unsecured, proof: previous.map(({ source }) => source) } : unsecured;
    return { outcome: 'passed', ...said, controller: await judge(signed, proof, options) };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { outcome: error.problem.retryable ? 'inconclusive' : 'failed', problem: error.problem, ...said };
  }
}

/** What must hold before a signature means anything, then the signature. */
async function judge(unsecured: object, proof: Proof, options: VerifyProofsOptions): Promise<string> {
  const cryptosuite = findCryptosuite(proof);
  if (!cryptosuite?.purposes.includes(options.purpose)) throw new VerificationError(problem('suite_unsupported'));
  if (suiteName(proof) === 'bbs-2023' && options.bbs !== 'allow') {
    throw new VerificationError(problem('suite_not_allowed'));
  }
  if (proof.proofPurpose !== options.purpose) throw new VerificationError(problem('proof_purpose_wrong'));
  if (proof.expires && proof.expires <= options.now) throw new VerificationError(problem('proof_expired'));

  const { controller, publicKey } = await resolveKey(proof.verificationMethod, options);
  if (!cryptosuite.keyTypes.includes(publicKey.type)) throw new VerificationError(problem('key_type_mismatch'));
  const { documentLoader, signatures } = options;
  const verify = () => cryptosuite.verify(unsecured, { proof, publicKey, documentLoader });
  const signed = { unsecured, proof, suite: suiteName(proof), publicKey };
  const holds = await (signatures ? signatures.holds(signed, verify) : verify());
  if (!holds) throw new VerificationError(problem('signature_invalid'));
  return controller;
}
