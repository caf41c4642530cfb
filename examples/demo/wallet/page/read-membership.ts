import { typeIri, type SignedCredential } from '@coop-credentials/core/profile';

type Claims = Readonly<Record<string, unknown>>;

/** What a credential says, read without checking: a wallet shows it, a verifier would not believe it. */
export interface ReadMembership {
  readonly types: readonly string[];
  readonly issuer: string;
  readonly holder: unknown;
  readonly coOp: { readonly id?: unknown; readonly name?: unknown };
  readonly membershipClass: unknown;
  readonly coopType: unknown;
  readonly memberSince: unknown;
  readonly membershipId: unknown;
  readonly isBadge: boolean;
  /** What else it says of its member, by name. */
  readonly further: readonly string[];
  readonly from: Date | undefined;
  readonly until: Date | undefined;
  readonly canBeTakenBack: boolean;
}

/** The types that this wallet knows, as queries name them (OpenID4VP 1.0 §B.1.1). */
const iris: Readonly<Record<string, string>> = {
  VerifiableCredential: 'https://www.w3.org/2018/credentials#VerifiableCredential',
  CoopMembershipCredential: typeIri('CoopMembershipCredential'),
  OpenBadgeCredential: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
};

/** A membership in either of its shapes: our own, or an Open Badge whose achievement is one (Open Badges 3.0 §B.2.1). */
export function readMembership(credential: SignedCredential): ReadMembership {
  const types = credential.type.flatMap((name) => iris[name] ?? []);
  const { id: holder, ...subject } = credential.credentialSubject as Claims;
  const issuer = asNode(credential.issuer);
  const isBadge = types.includes(iris.OpenBadgeCredential!);
  const read = isBadge ? readBadge(subject, issuer) : readOwn(subject);
  return {
    ...{ types, issuer: String(issuer.id), holder, isBadge, ...read },
    from: dateOf(credential.validFrom ?? credential.issuanceDate),
    until: dateOf(credential.validUntil ?? credential.expirationDate),
    canBeTakenBack: credential.credentialStatus !== undefined,
  };
}

/** The same of an SD-JWT VC: its claims stand beside what the token says of itself (SD-JWT VC §2.2.2). */
export function readToken({ iss, sub, vct, nbf, exp, status, cnf: _cnf, ...subject }: Claims): ReadMembership {
  return {
    ...{ types: [String(vct)], issuer: String(iss), holder: sub, isBadge: false, ...readOwn(subject) },
    from: momentOf(nbf),
    until: momentOf(exp),
    canBeTakenBack: status !== undefined,
  };
}

const dateOf = (value: unknown) => (typeof value === 'string' ? new Date(value) : undefined);
const momentOf = (value: unknown) => (typeof value === 'number' ? new Date(value * 1_000) : undefined);

function readOwn({ memberOf, membershipClass, coopType, memberSince, membershipId, ...others }: Claims) {
  const coOp = asNode(memberOf);
  return { coOp, membershipClass, coopType, memberSince, membershipId, further: namesOf(others) };
}

/** Without a creator, the achievement is its issuer's. */
function readBadge(subject: Claims, issuer: Claims) {
  const { achievement, role, licenseNumber, activityStartDate, ...others } = subject;
  const { creator = issuer } = asNode(achievement);
  const since = typeof activityStartDate === 'string' ? activityStartDate.slice(0, 4) : undefined;
  return {
    coOp: { name: issuer.name, ...asNode(creator) },
    membershipClass: role,
    coopType: undefined,
    memberSince: since,
    membershipId: licenseNumber,
    further: namesOf(others),
  };
}

const namesOf = ({ type: _type, ...claims }: Claims): readonly string[] => Object.keys(claims);

/** Issuers and organisations are written as an object, or as its id alone. */
const asNode = (value: unknown): Claims =>
  typeof value === 'object' && value !== null ? (value as Claims) : { id: value };
