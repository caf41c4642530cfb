import type { CheckContext, PresentedBy, Resources } from './context.ts';
import { checkHolderProof } from './checks/check-holder-proof.ts';
import { checkNonceAndAudience } from './checks/check-nonce-and-audience.ts';
import { checkOneProof } from './checks/check-one-proof.ts';
import { checkPresentationProof } from './checks/check-presentation-proof.ts';
import { checkProofFreshness } from './checks/check-proof-freshness.ts';
import type { ContextStore } from './contexts/context-store.ts';
import { readSigned } from './contexts/read-signed.ts';
import type { JsonObject } from './parse/json-object.ts';
import { parseHolder } from './parse/parse-holder.ts';
import type { PresentationDocument } from './parse/parse-presentation.ts';
import { VerificationError } from './problem.ts';
import { verifyProofs } from './proofs/data-integrity/verify-proofs.ts';
import { failed, named, type CheckResult } from './result.ts';

/** What was found about a presentation, its credentials apart. */
export interface JudgedPresentation {
  readonly checks: readonly CheckResult[];
  /** The DID whose key signed over our nonce and audience, when it did. */
  readonly provenHolder?: string;
}

/**
 * Judges a presentation by itself: who answers, to which request, when.
 *
 * What costs nothing comes first: an answer to another request is refused before anything is canonicalized, and one
 * whose contexts or holder are none that we read before any signature is verified. All of it is a result and never
 * thrown, so that whoever makes us work uses up a try.
 */
export async function judgePresentation(
  presentation: PresentationDocument,
  context: CheckContext,
  { contexts, resolveDid }: Resources,
): Promise<JudgedPresentation> {
  const count = named('proof', checkOneProof(presentation));
  if (count.outcome === 'failed') return { checks: [count] };
  const target = named('nonce-and-audience', checkNonceAndAudience(presentation.proofs[0] ?? {}, context));
  if (target.outcome === 'failed') return { checks: [target] };
  const said = await readHolder(presentation.document, contexts);
  if (said instanceof VerificationError) return { checks: [named('proof', failed(said.problem)), target] };

  const options = { purpose: 'authentication', now: context.now, resolveDid, documentLoader: contexts.load } as const;
  const presented: PresentedBy = { ...said, proofs: await verifyProofs(presentation.document, options) };
  const proof = named('proof', checkPresentationProof(presented));
  const binding = named('holder-binding', checkHolderProof(presented));
  const isProven = proof.outcome === 'passed' && binding.outcome === 'passed';
  return {
    checks: [proof, binding, target, named('proof-freshness', checkProofFreshness(presented, context))],
    ...(isProven && presented.holder !== undefined && { provenHolder: presented.holder }),
  };
}

/** The holder that the presentation names, or why that cannot be read. */
async function readHolder(
  document: JsonObject,
  contexts: ContextStore,
): Promise<{ readonly holder?: string } | VerificationError> {
  try {
    return parseHolder(await readSigned(document, { kind: 'presentation', contexts, profile: 'presentation' }));
  } catch (error) {
    if (error instanceof VerificationError) return error;
    throw error;
  }
}
