import type { ProblemCode } from '../problem.ts';
import type { IssuedFinding } from './recognise-issued.ts';

/** Why nobody is let in on the word of whom stands like this. */
export const standingCodes: Readonly<
  Record<Exclude<IssuedFinding['found']['standing'], 'recognised' | 'undecided'>, ProblemCode>
> = {
  denied: 'issuer_denied',
  compromised: 'issuer_compromised',
  suspended: 'issuer_suspended',
  ended: 'issuer_recognition_ended',
  'other-type': 'issuer_not_for_this_type',
  unknown: 'issuer_not_recognised',
  'not-for-this-coop': 'issuer_not_for_this_coop',
};
