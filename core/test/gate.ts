import {
  createVerifier,
  type PresentationExpectations,
  type VerificationError,
  type VerificationResult,
} from '../src/index.ts';
import { expectedAudience, expectedNonce, ports } from './factories/index.ts';
import { policyWith } from './policy/policies.ts';

/** A verifier in the frozen world of the fixtures. */
export const verifier = createVerifier(ports());

/** What the accepted fixture is judged by. */
export const expected: PresentationExpectations = { expectedNonce, expectedAudience, policy: policyWith() };

/** Judges one presentation alone, under the expectations of the fixture unless changed. */
export const judge = (
  presentation: unknown,
  change: Partial<PresentationExpectations> = {},
): Promise<VerificationResult> => verifier.verifyPresentation({ bare: presentation }, { ...expected, ...change });

/** In one word: `accepted`, or the code it was refused by, as a result or thrown. */
export async function wordFor(judged: Promise<VerificationResult>): Promise<string> {
  try {
    const { outcome, problem } = await judged;
    return problem?.code ?? outcome;
  } catch (error) {
    return (error as VerificationError).code;
  }
}
