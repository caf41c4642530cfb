import messages from '../../messages/en.json' with { type: 'json' };
import type { RecognitionEntry } from '../recognition/list-shape.ts';
import { explainEntry, issuingOf, standingAt } from '../recognition/entry-standing.ts';
import type { ListView } from '../recognition/list-index.ts';
import type { IssuerPolicy } from './policy-schema.ts';
import { fill } from './policy-words.ts';

/** The lists that a verifier follows, by the names that policies use. `unavailable`: pinned and never fetched. */
export type RecognitionLists = (name: string) => ListView | 'unavailable' | undefined;

/** By which list an issuer is recognised. */
export interface ListedBy {
  readonly list: string;
  readonly seq: number;
  readonly digest: string;
}

/** How an issuer stands with a site, and what the site calls it. */
export type Recognition =
  | {
      readonly standing: 'recognised';
      readonly name?: string;
      readonly reason: string;
      /** The issuer's first DID, which its members' pseudonyms are made of. */
      readonly firstId: string;
      /** Other co-ops whose members it may vouch for. */
      readonly onBehalfOf: readonly string[];
      readonly listedBy?: ListedBy;
    }
  | { readonly standing: 'denied' | 'unknown' | 'suspended' | 'ended' | 'other-type' }
  | { readonly standing: 'compromised'; readonly since: string }
  /** A list that might recognise it is not there, or too old. */
  | { readonly standing: 'undecided'; readonly code: 'list_expired' | 'list_unavailable' };

export interface RecogniseOptions {
  readonly now: Date;
  /** What was issued. */
  readonly type?: string;
  readonly testIssuer?: string | undefined;
  readonly lists?: RecognitionLists | undefined;
}

/**
 * Whether a site takes an issuer's credentials, under which name, and why in one sentence.
 *
 * The site's deny wins, also by a DID that the issuer had before; then a key in wrong hands, which no reason of a site
 * makes right; then the site's allow; then any list. Names come from the site's own entry or the list's, never from the
 * credential. A name that is no list's recognises nobody.
 */
export function recogniseIssuer(
  issuer: string,
  { lists: names, allow, deny }: IssuerPolicy,
  { now, type, testIssuer, lists = () => undefined }: RecogniseOptions,
): Recognition {
  const found = names.flatMap((name) => askList(name, lists(name), { issuer, type, now }));
  const entries = found.flatMap(({ entry }) => entry ?? []);
  const denied = [issuer, ...entries.flatMap(({ formerIds }) => formerIds)];
  if (deny.some(({ id }) => denied.includes(id))) return { standing: 'denied' };
  const says = found.map(({ recognition }) => recognition);
  const first = <S extends Recognition['standing']>(standing: S) =>
    says.find((one): one is Extract<Recognition, { standing: S }> => one.standing === standing);

  const compromised = first('compromised');
  if (compromised) return compromised;
  const firstId = entries.find(({ formerIds }) => formerIds.length > 0)?.formerIds[0] ?? issuer;
  const listed = first('recognised');
  const onBehalfOf = listed?.onBehalfOf ?? [];
  const own = allow.find(({ id }) => id === issuer);
  if (own) return { standing: 'recognised', name: own.name, reason: sentence(own), firstId, onBehalfOf };
  if (listed) return { ...listed, firstId };
  if (issuer === testIssuer) return { standing: 'recognised', reason: messages.reasons.test, firstId, onBehalfOf };
  return first('undecided') ?? says[0] ?? { standing: 'unknown' };
}

interface Found {
  readonly recognition: Recognition;
  readonly entry?: RecognitionEntry;
}

/** What one list says of an issuer; nothing where it has never heard of it. */
function askList(
  name: string,
  view: ReturnType<RecognitionLists>,
  { issuer, type, now }: { readonly issuer: string; readonly type: string | undefined; readonly now: Date },
): readonly Found[] {
  if (view === undefined) return [];
  if (view === 'unavailable') return [{ recognition: { standing: 'undecided', code: 'list_unavailable' } }];
  const expired = { recognition: { standing: 'undecided', code: 'list_expired' } } as const;
  const isExpired = view.ageAt(now) === 'expired';
  const entry = view.find(issuer);
  if (!entry) return isExpired ? [expired] : [];
  const { standing, since = entry.validFrom } = standingAt(entry, now.getTime());
  // Whatever it was listed for: a key in other hands is so wherever it signs.
  if (standing === 'compromised') return [{ entry, recognition: { standing, since } }];
  const issuing = issuingOf(entry);
  if (!issuing) return isExpired ? [expired] : [];

  if (standing === 'upcoming') return [{ entry, recognition: { standing: 'unknown' } }];
  if (standing !== 'active') return [{ entry, recognition: { standing } }];
  if (type !== undefined && !issuing.credentialTypes.some((known) => known === type)) {
    return [{ entry, recognition: { standing: 'other-type' } }];
  }
  if (isExpired) return [{ ...expired, entry }];
  const { name: known, formerIds } = entry;
  const reason = explainEntry(entry, view.title, now.getTime());
  const { seq, digest } = view;
  const recognised = { standing: 'recognised', name: known, reason, firstId: formerIds[0] ?? issuer } as const;
  return [
    { entry, recognition: { ...recognised, onBehalfOf: issuing.onBehalfOf, listedBy: { list: name, seq, digest } } },
  ];
}

function sentence({ name, reason }: IssuerPolicy['allow'][number]): string {
  if (reason === undefined) return fill(messages.reasons.allowed, { name });
  return fill(messages.reasons.allowed_because, { name, reason: reason.replace(/[.\s]+$/, '') });
}
