/**
 * A gate as the form shows it, and as the service keeps it. What the form does not show stays as it was.
 */
export interface WelcomedCoop {
  readonly id: string;
  readonly name: string;
  readonly reason?: string;
}

/** A co-op that is not welcome whatever a list says of it. */
export interface DeniedCoop {
  readonly id: string;
  readonly reason?: string;
}

export interface GateForm {
  /** The policy's id; empty for one that is not made yet. */
  readonly policy: string;
  readonly name: string;
  readonly teaser: string;
  readonly document: PolicyDocument;
}

export interface Requirement {
  readonly type: string;
  readonly issuers: {
    readonly lists?: readonly string[];
    readonly allow?: readonly WelcomedCoop[];
    readonly deny?: readonly DeniedCoop[];
  };
  readonly claims?: readonly { readonly path: readonly unknown[]; readonly values?: readonly unknown[] }[];
}

/** So many uses in each period. */
export interface CountedLimit {
  readonly count: number;
  readonly per: string;
}

export interface PolicyDocument {
  readonly purpose: string;
  readonly accept: readonly { readonly require: readonly Requirement[] }[];
  readonly identify?: 'membership' | 'wallet';
  readonly crossDevice?: 'allow' | 'deny';
  readonly limit?: CountedLimit | { readonly programme: string };
  readonly grant?: { readonly for?: string; readonly grace?: string };
}

/** What the profile calls the kinds of membership. */
export const membershipKinds = ['consumer', 'worker', 'producer', 'resident', 'supporter', 'organisation'] as const;

const MEMBERSHIP = 'CoopMembershipCredential';
const KIND = 'membershipClass';

export const newDocument: PolicyDocument = {
  purpose: '',
  accept: [{ require: [{ type: MEMBERSHIP, issuers: { allow: [] } }] }],
  grant: { for: 'P30D' },
};

/** Whether the form can show it all: one membership, asked for nothing but whose it is and its kind. */
export function isPlain(document: unknown): document is PolicyDocument {
  const { accept } = (document ?? {}) as Partial<PolicyDocument>;
  const only = Array.isArray(accept) && accept.length === 1 ? (accept[0] as { require?: unknown }).require : undefined;
  const requirement = Array.isArray(only) && only.length === 1 ? (only[0] as Partial<Requirement>) : undefined;
  const issuers = requirement?.issuers;
  if (requirement?.type !== MEMBERSHIP || typeof issuers !== 'object' || issuers === null) return false;
  const claims = requirement.claims ?? [];
  const isKind = ({ path }: { path: readonly unknown[] }): boolean => path.length === 1 && path[0] === KIND;
  return claims.length < 2 && claims.every(isKind);
}

const requirementOf = ({ accept }: PolicyDocument): Requirement => {
  const requirement = accept[0]?.require[0];
  if (!requirement) throw new TypeError('The policy is none that the form shows.');
  return requirement;
};

const withRequirement = (document: PolicyDocument, change: Partial<Requirement>): PolicyDocument => ({
  ...document,
  accept: [{ require: [{ ...requirementOf(document), ...change }] }],
});

export const coopsOf = (document: PolicyDocument): readonly WelcomedCoop[] =>
  requirementOf(document).issuers.allow ?? [];

export const withCoops = (document: PolicyDocument, coops: readonly WelcomedCoop[]): PolicyDocument =>
  withRequirement(document, {
    issuers: {
      ...requirementOf(document).issuers,
      allow: coops.map(({ reason, ...coop }) => (reason?.trim() ? { ...coop, reason: reason.trim() } : coop)),
    },
  });

/** Federations’ lists, by the names that the service has for them. */
export const listsOf = (document: PolicyDocument): readonly string[] => requirementOf(document).issuers.lists ?? [];

export const withLists = (document: PolicyDocument, lists: readonly string[]): PolicyDocument =>
  withRequirement(document, { issuers: { ...requirementOf(document).issuers, lists } });

/** Whom this site leaves out. */
export const deniedOf = (document: PolicyDocument): readonly DeniedCoop[] => requirementOf(document).issuers.deny ?? [];

export const withDenied = (document: PolicyDocument, denied: readonly DeniedCoop[]): PolicyDocument =>
  withRequirement(document, {
    issuers: {
      ...requirementOf(document).issuers,
      // Being typed, so spaces at its end stay; the service refuses a reason of nothing else.
      deny: denied.map(({ id, reason }) => (reason?.trim() ? { id, reason } : { id })),
    },
  });

/** Whether a site that left these out left a co-op out, also by a DID that it had before. */
export const isAmong = (
  denied: readonly DeniedCoop[],
  { id, formerIds }: { readonly id: string; readonly formerIds: readonly string[] },
): boolean => denied.some((entry) => entry.id === id || formerIds.includes(entry.id));

/** Whether it welcomes anybody at all. */
export const welcomesAnybody = (document: PolicyDocument): boolean =>
  coopsOf(document).length + listsOf(document).length > 0;

/** None is every kind. */
export const kindsOf = (document: PolicyDocument): readonly string[] =>
  (requirementOf(document).claims?.[0]?.values ?? []).map(String);

export const withKinds = (document: PolicyDocument, kinds: readonly string[]): PolicyDocument =>
  withRequirement(document, { claims: kinds.length === 0 ? [] : [{ path: [KIND], values: kinds }] });

export const durationOf = (document: PolicyDocument): string => document.grant?.for ?? 'P1Y';

export const withDuration = (document: PolicyDocument, duration: string): PolicyDocument => ({
  ...document,
  grant: { ...document.grant, for: duration },
});

/** How often a member may use it; undefined is as often as they like, or as a programme of several sites says. */
export const limitOf = ({ limit }: PolicyDocument): CountedLimit | undefined =>
  limit && 'count' in limit ? limit : undefined;

/** Whoever counts has to know a member again: `otherwise` is how they are known where nothing is counted. */
export function withLimit(
  { limit: _former, identify: _known, ...rest }: PolicyDocument,
  limit: CountedLimit | undefined,
  otherwise?: PolicyDocument['identify'],
): PolicyDocument {
  if (limit) return { ...rest, identify: 'membership', limit };
  return { ...rest, ...(otherwise && { identify: otherwise }) };
}

/** The whole days of a duration such as `P45D`; undefined for any other. */
export function daysOf(duration: string): number | undefined {
  const days = /^P(\d{1,5})D$/.exec(duration)?.[1];
  return days === undefined ? undefined : Number(days);
}

/** A short name for the service, of letters that addresses have; another one than those that are taken. */
export function shortName(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const wanted = letters || 'gate';
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** The document for the service: without its id, which is in the path. */
export function toSend(document: PolicyDocument & { readonly id?: unknown }): PolicyDocument {
  const { id: _id, ...rest } = document;
  return rest;
}
