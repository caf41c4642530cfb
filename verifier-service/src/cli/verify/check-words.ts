import type { CheckName, CheckResult } from '@coop-credentials/core';
import type { DescribedCredential } from './describe-file.ts';
import type { VerifyOptions } from './verify-options.ts';

type Words = Partial<Record<CheckName, string>>;
type Asked = Pick<VerifyOptions, 'policy' | 'nonce' | 'audience' | 'proofsOnly'>;

/** What a check that passed says about a presentation, and about a credential. */
const ofPresentation: Words = {
  proof: 'Whoever shows it signed it, and nothing in it was changed since.',
  'holder-binding': 'The key that signed is the holder’s.',
  'proof-freshness': 'It was made within five minutes of the time asked about.',
  policy: 'It answers everything that one way of the policy asks for.',
};
const ofCredential: Words = {
  proof: 'Its issuer signed it, and nothing in it was changed since.',
  'holder-binding': 'It was issued to whoever shows it.',
  'validity-period': 'It is valid at the time asked about.',
  status: 'Its issuer has not taken it back.',
  'issuer-recognition': 'The policy takes credentials of this issuer.',
  'membership-authority': 'The issuer may speak for the co-op that the membership is of.',
  schema: 'It says what a credential of its type must say.',
  disclosure: 'Everything it shows stands in what was signed.',
  policy: 'It is what the policy asks for: type, claims and age.',
};

/** Where proofs are all that was looked at: anybody has a key. */
const ofProofs: Words = {
  proof: 'The signature holds for the key it names; whose key that is was not looked at.',
  'holder-binding': 'The key that signed is the one that the credential is bound to.',
  disclosure: ofCredential.disclosure!,
};

/** Why a check does not apply. */
const notAsked: Words = {
  'nonce-and-audience': 'Not compared: no --nonce and no --audience was given.',
  'proof-freshness': 'Not looked at: only a gate asks when it was made (--policy).',
  'issuer-recognition': 'Not asked: no --policy says whose credentials count.',
  'holder-binding': 'Not compared: only a gate asks whose credential it is (--policy).',
  'membership-authority': 'Not asked: no --policy was given.',
  status: 'It names no list by which its issuer could take it back.',
  disclosure: 'Its suite signs a whole document: nothing can be kept back.',
  schema: 'Its type is none of ours, so nothing says what it must say.',
};

/** What a check says that found nothing wrong. */
export function wordsOf(
  { check, outcome, credential }: CheckResult,
  of: DescribedCredential | undefined,
  asked: Asked,
) {
  if (outcome === 'not-applicable') return whyNot(check, credential === undefined, of, asked);
  if (asked.proofsOnly) return ofProofs[check] ?? 'It holds.';
  if (check === 'nonce-and-audience') return compared(asked);
  return (credential === undefined ? ofPresentation : ofCredential)[check] ?? 'It holds.';
}

function whyNot(check: CheckName, isOfPresentation: boolean, of: DescribedCredential | undefined, asked: Asked) {
  if (check === 'holder-binding' && isOfPresentation) return 'Not compared: the presentation names no holder.';
  if (check === 'membership-authority' && asked.policy) return 'Not asked: it is no membership of a co-op.';
  if (check === 'disclosure' && of?.showsPart) {
    return 'Its suite signs all that is shown; whether something was kept back cannot be told.';
  }
  return notAsked[check] ?? 'Not asked.';
}

function compared({ nonce, audience }: Asked): string {
  if (nonce !== undefined && audience !== undefined) return 'It was made for this request and this verifier.';
  return nonce === undefined
    ? 'It was made for this verifier. For which request was not compared: no --nonce was given.'
    : 'It was made for this request. For which verifier was not compared: no --audience was given.';
}
