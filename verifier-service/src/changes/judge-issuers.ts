import { recogniseIssuer, type IssuerPolicy, type Policy, type Requirement } from '@coop-credentials/core';
import type { Verification } from '../requests/verification.ts';

/** How an issuer stands with a site. `suspended` is a word of recognition lists. */
export type IssuerStanding = 'recognised' | 'denied' | 'unknown' | 'suspended';

/** Asks how an issuer stands now. */
export type StandingOf = (issuer: string, issuers: IssuerPolicy) => IssuerStanding;

export const standingNow: StandingOf = (issuer, issuers) => recogniseIssuer(issuer, issuers).standing;

export type IssuersVerdict = 'accepted' | 'suspended' | 'ended';

/**
 * Judges the issuers of a verification by a policy as it is now: whether any of its alternatives is still met, by types
 * and issuers, for the claims are not kept. `whenUnrecognised` and `whenSuspended` say what becomes of grants that there
 * are; who is denied keeps none (DESIGN §5).
 */
export function judgeIssuers(
  { accept }: Pick<Policy, 'accept'>,
  { credentials }: Pick<Verification, 'credentials'>,
  standingOf: StandingOf = standingNow,
): IssuersVerdict {
  const verdicts = accept.map(({ require }) => worst(require.map((requirement) => best(requirement))));
  return bestOf(verdicts);

  /** A requirement may be met by any credential of its type. */
  function best({ type, issuers }: Requirement): IssuersVerdict {
    const ofType = credentials.filter((credential) => credential.type === type);
    return bestOf(ofType.map(({ issuer }) => verdictOn(standingOf(issuer.id, issuers), issuers)));
  }
}

function verdictOn(standing: IssuerStanding, { whenUnrecognised, whenSuspended }: IssuerPolicy): IssuersVerdict {
  if (standing === 'recognised') return 'accepted';
  if (standing === 'unknown' && whenUnrecognised === 'keep') return 'accepted';
  if (standing === 'suspended') return whenSuspended === 'keep' ? 'accepted' : 'suspended';
  return 'ended';
}

const order = ['accepted', 'suspended', 'ended'] as const;
const bestOf = (verdicts: readonly IssuersVerdict[]) => order.find((verdict) => verdicts.includes(verdict)) ?? 'ended';
const worst = (verdicts: readonly IssuersVerdict[]) =>
  order.toReversed().find((verdict) => verdicts.includes(verdict)) ?? 'ended';
