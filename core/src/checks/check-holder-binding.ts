import type { PresentedCredential } from '../context.ts';
import { problem } from '../problem.ts';
import { failed, passed, type CheckOutcome } from '../result.ts';

/**
 * The credential was issued to who presents it: every subject's id is the holder.
 *
 * The data model leaves this to the verifier (VC Data Model 2.0 §4.8, §5.11), and without it a stolen credential in a
 * thief's own presentation verifies. A subject without an id binds to nobody, so it never passes.
 *
 * @returns `subject_mismatch`
 */
export function checkHolderBinding({
  credential,
  holder,
}: Pick<PresentedCredential, 'credential' | 'holder'>): CheckOutcome {
  const bound = holder !== undefined && credential.subjects.every(({ id }) => id === holder);
  return bound ? passed : failed(problem('subject_mismatch'));
}
