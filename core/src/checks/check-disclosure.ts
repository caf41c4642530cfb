import { notApplicable, type CheckOutcome } from '../result.ts';

/**
 * What was disclosed belongs to what was signed. A W3C credential with a whole-document signature discloses all of
 * itself or nothing, so the proof has said it already.
 */
export function checkDisclosure(): CheckOutcome {
  return notApplicable;
}
