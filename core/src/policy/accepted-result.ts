import type { CheckContext } from '../context.ts';
import type { VerificationResult, VerifiedCredential } from '../result.ts';
import { parseStatusEntry } from '../status/parse-status-entry.ts';
import { coopsOf } from './coops-of.ts';
import type { AcceptedAnswer, Verdict } from './evaluate-policy.ts';
import type { Policy } from './policy-schema.ts';
import { recogniseIssuer } from './recognise-issuer.ts';

type Accepted = Pick<VerificationResult, 'outcome' | 'checks' | 'credentials' | 'matched' | 'identity'>;

/** What an accepted answer tells: the credentials as their issuers signed them, and what the holder is known by. */
export function acceptedResult(
  { accept, answers, checks }: Extract<Verdict, { outcome: 'accepted' }>,
  context: Pick<CheckContext, 'testIssuer' | 'lists' | 'now'> & { readonly policy: Policy },
): Accepted {
  const identity = identify(answers, context);
  return {
    outcome: 'accepted',
    checks,
    credentials: answers.map((answer) => describe(answer, context)),
    matched: { accept },
    ...(identity && { identity }),
  };
}

type Context = Pick<CheckContext, 'testIssuer' | 'lists' | 'now'>;

function recognised({ credential, query }: AcceptedAnswer, { testIssuer, lists, now }: Context) {
  const { issuers, type } = query.requirement;
  const recognition = recogniseIssuer(credential.issuer, issuers, { now, type, testIssuer, lists });
  return recognition.standing === 'recognised' ? recognition : undefined;
}

function describe(answer: AcceptedAnswer, context: Context): VerifiedCredential {
  const { credential, query } = answer;
  const { issuer, validFrom, validUntil, subjects, status } = credential;
  const { type } = query.requirement;
  const found = recognised(answer, context);
  return {
    type,
    issuer: { id: issuer, ...(found?.name !== undefined && { name: found.name }) },
    format: query.format,
    ...(validFrom && { validFrom: validFrom.toISOString() }),
    ...(validUntil && { validUntil: validUntil.toISOString() }),
    ...(found && { reason: found.reason }),
    vouchedFor: (coopsOf(credential) ?? []).filter((coop) => coop !== issuer),
    ...(found?.listedBy && { recognisedBy: found.listedBy }),
    claims: subjects[0]?.claims ?? {},
    status: status.map(parseStatusEntry).filter((entry) => entry !== undefined),
  };
}

/**
 * Limits and the holder's id come from the first membership, else from the first credential. Which value
 * is the policy's choice and never falls back: without a `membershipId`, `claim_missing` has refused it before.
 */
function identify(
  answers: readonly AcceptedAnswer[],
  { policy, ...context }: Context & { readonly policy: Policy },
): VerificationResult['identity'] {
  const isMembership = ({ query }: AcceptedAnswer) => query.requirement.type === 'CoopMembershipCredential';
  const answer = answers.find(isMembership) ?? answers[0];
  if (!answer) return undefined;
  const { issuer, subjects } = answer.credential;
  const firstId = recognised(answer, context)?.firstId ?? issuer;
  const value = policy.identify === 'wallet' ? answer.provenHolder : subjects[0]?.claims['membershipId'];
  return typeof value === 'string' ? { kind: policy.identify, issuer: firstId, value } : undefined;
}
