import type { CheckContext, PresentedBy, Resources } from './context.ts';
import { checkHolderProof } from './checks/check-holder-proof.ts';
import { checkNonceAndAudience } from './checks/check-nonce-and-audience.ts';
import { checkOneProof } from './checks/check-one-proof.ts';
import { checkPresentationProof } from './checks/check-presentation-proof.ts';
import { checkProofFreshness } from './checks/check-proof-freshness.ts';
import { readSigned } from './contexts/read-signed.ts';
import { parseHolder } from './parse/parse-holder.ts';
import type { PresentationDocument } from './parse/parse-presentation.ts';
import { verifyProofs } from './proofs/data-integrity/verify-proofs.ts';
import { named, type CheckResult } from './result.ts';

/** What was found about a presentation, its credentials apart. */
export interface JudgedPresentation {
  readonly checks: readonly CheckResult[];
  /** The DID whose key signed over our nonce and audience, when it did. */
  readonly provenHolder?: string;
}

/**
 * Judges a presentation by itself: who answers, to which request, when.
 *
 * What costs nothing comes first: an answer to another request is refused before anything is canonicalized.
 *
 * @throws VerificationError when its contexts are none that we read
 */
export async function judgePresentation(
  presentation: PresentationDocument,
  context: CheckContext,
  resources: Resources,
): Promise<JudgedPresentation> {
  const count = named('proof', checkOneProof(presentation));
  if (count.outcome === 'failed') return { checks: [count] };
  const target = named('nonce-and-audience', checkNonceAndAudience(presentation.proofs[0] ?? {}, context));
  if (target.outcome === 'failed') return { checks: [target] };

  const { document } = presentation;
  const { contexts, resolveDid } = resources;
  const signed = await readSigned(document, { kind: 'presentation', contexts, profile: 'presentation' });
  const options = { purpose: 'authentication', now: context.now, resolveDid, documentLoader: contexts.load } as const;
  const proofs = await verifyProofs(document, options);
  const presented: PresentedBy = { ...parseHolder(signed), proofs };
  const proof = named('proof', checkPresentationProof(presented));
  const binding = named('holder-binding', checkHolderProof(presented));
  const isProven = proof.outcome === 'passed' && binding.outcome === 'passed' && target.outcome === 'passed';
  return {
    checks: [proof, binding, target, named('proof-freshness', checkProofFreshness(presented, context))],
    ...(isProven && presented.holder !== undefined && { provenHolder: presented.holder }),
  };
}
