import { issuingOf } from '../recognition/entry-standing.ts';
import type { IssuerPolicy } from './policy-schema.ts';
import { recogniseIssuer, type Recognition, type RecogniseOptions } from './recognise-issuer.ts';

/** Whose word a credential is. */
export interface Issued {
  readonly issuer: string;
  /**
   * Co-ops that its members are of, where these are not the issuer itself. Undefined where nobody knows any more: then
   * it may be any that the issuer vouches for.
   */
  readonly vouchedFor: readonly string[] | undefined;
}

/** How one of those stands whom a credential needs. */
export interface IssuedFinding {
  /** The DID of the issuer, or of a co-op that it vouches for. */
  readonly of: string;
  readonly found: Recognition | { readonly standing: 'not-for-this-coop' };
}

/**
 * How all stand whom a credential needs, at a gate and ever after: its issuer, the co-ops that it vouches for, and its
 * right to do so. The credential is as good as the worst of them.
 */
export function recogniseIssued(
  issued: Issued,
  policy: IssuerPolicy,
  options: RecogniseOptions,
): readonly IssuedFinding[] {
  const found = recogniseIssuer(issued.issuer, policy, options);
  return [{ of: issued.issuer, found }, ...recogniseVouching(issued, policy, options)];
}

/** What there is to say besides the issuer's own standing; nothing of one that speaks for itself alone. */
export function recogniseVouching(
  { issuer, vouchedFor }: Issued,
  policy: IssuerPolicy,
  options: RecogniseOptions,
): readonly IssuedFinding[] {
  if (vouchedFor) {
    const coops = vouchedFor.filter((coop) => coop !== issuer);
    return coops.flatMap((coop) => [...against(coop, policy, options), ...voucherOf(coop, issuer, policy, options)]);
  }
  const found = recogniseIssuer(issuer, policy, options);
  return found.standing === 'recognised' ? found.onBehalfOf.flatMap((coop) => against(coop, policy, options)) : [];
}

/**
 * Who is on a list itself, or left out by the site, stands there for itself, whoever vouches. One that has ended is
 * often the reason why another one vouches; of one whose name is in wrong hands nobody knows who its members are. That
 * nobody recognises it as an issuer (`isUnrecognised`) is nothing against it here.
 */
function against(coop: string, policy: IssuerPolicy, options: RecogniseOptions): readonly IssuedFinding[] {
  const found = recogniseIssuer(coop, policy, options);
  switch (found.standing) {
    case 'compromised':
      return [{ of: coop, found: { standing: found.standing, since: found.since } }];
    case 'denied':
      return [{ of: coop, found: { standing: found.standing } }];
    case 'recognised':
      return [];
    case 'suspended':
    case 'undecided':
    case 'unknown':
    case 'ended':
    case 'other-type': {
      // Not what comes first of all lists: another one that is not there, or has ended it, lifts no suspension.
      const standing = 'suspended';
      const isSuspended = policy.lists.some((name) => askAlone(name, coop, policy, options).standing === standing);
      return isSuspended ? [{ of: coop, found: { standing } }] : [];
    }
  }
}

/** What one list says of a co-op, whatever the site allows it. */
const askAlone = (name: string, coop: string, policy: IssuerPolicy, options: RecogniseOptions): Recognition =>
  recogniseIssuer(coop, { ...policy, lists: [name], allow: [] }, options);

/** The issuer as one that vouches: only a list says so, whatever the site allows it. */
function voucherOf(
  coop: string,
  issuer: string,
  policy: IssuerPolicy,
  options: RecogniseOptions,
): readonly IssuedFinding[] {
  const found = recogniseIssuer(issuer, { ...policy, allow: [] }, options);
  const notForIt = { of: issuer, found: { standing: 'not-for-this-coop' } } as const;
  if (found.standing !== 'recognised') {
    // A suspension may be kept; that it vouches no longer is another decision.
    const isNamed = policy.lists.some((name) => mayVouch(name, issuer, coop, options));
    return [{ of: issuer, found }, ...(isNamed ? [] : [notForIt])];
  }
  if (found.onBehalfOf.includes(coop)) return [{ of: issuer, found }];
  const undecided = policy.lists
    .map((name) => askAlone(name, issuer, policy, options))
    .find(({ standing }) => standing === 'undecided');
  return [undecided ? { of: issuer, found: undecided } : notForIt];
}

function mayVouch(name: string, issuer: string, coop: string, { lists }: RecogniseOptions): boolean {
  const view = lists?.(name);
  if (view === undefined || view === 'unavailable') return view === 'unavailable';
  const entry = view.find(issuer);
  return (entry && issuingOf(entry)?.onBehalfOf.includes(coop)) ?? false;
}
