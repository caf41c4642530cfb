import messages from '../../messages/en.json' with { type: 'json' };
import type { ListView } from '../recognition/list-index.ts';
import { type Against, askList, type ListAnswer } from './ask-list.ts';
import { firstIdOf } from './first-id.ts';
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
  | { readonly standing: 'denied' | 'unknown' | 'ended' | 'other-type' }
  | { readonly standing: 'suspended'; readonly isUnrecognised?: true }
  /** `isUnrecognised`: it is so under its DID of today, and under this one nobody recognises it besides. */
  | { readonly standing: 'compromised'; readonly since: string; readonly isUnrecognised?: true }
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
 * The site's deny wins, by any DID that a list knows the co-op by, of today or before; then a key in wrong hands, which
 * no reason of a site makes right; then the site's allow; then any list. Names come from the site's own entry or the
 * list's, never from the credential. A name that is no list's recognises nobody, nor does an entry recognise a DID that
 * its co-op left.
 */
export function recogniseIssuer(
  issuer: string,
  { lists: names, allow, deny }: IssuerPolicy,
  { now, type, testIssuer, lists = () => undefined }: RecogniseOptions,
): Recognition {
  const answers = names.map((name) => askList(name, lists(name), { issuer, type, now }));
  const known = knownAs(issuer, answers);
  if (deny.some(({ id }) => known.has(id))) return { standing: 'denied' };
  const against = answers.flatMap((answer) => answer.against ?? []);
  return holdAgainst(against, recogniseByItself());

  function recogniseByItself(): Recognition {
    const says = answers.flatMap(({ recognition }) => recognition ?? []);
    const first = <S extends Recognition['standing']>(standing: S) =>
      says.find((one): one is Extract<(typeof says)[number], { standing: S }> => one.standing === standing);

    const compromised = first('compromised');
    if (compromised) return compromised;
    const entries = answers.flatMap(({ entry }) => entry ?? []);
    const firstId = firstIdOf(issuer, entries, { allow, views: names.map(lists) });
    const listed = first('recognised');
    const onBehalfOf = listed?.onBehalfOf ?? [];
    const own = allow.find(({ id }) => id === issuer);
    if (own) return { standing: 'recognised', name: own.name, reason: sentence(own), firstId, onBehalfOf };
    if (listed) return { ...listed, firstId };
    if (issuer === testIssuer) return { standing: 'recognised', reason: messages.reasons.test, firstId, onBehalfOf };
    const refused = says.find((one) => one.standing !== 'recognised');
    return first('undecided') ?? refused ?? { standing: 'unknown' };
  }
}

/** Every DID that a list knows the same co-op by. */
function knownAs(issuer: string, answers: readonly ListAnswer[]): ReadonlySet<string> {
  const entries = answers.flatMap(({ entry, successor }) => entry ?? successor ?? []);
  return new Set([issuer, ...entries.flatMap(({ id, formerIds }) => [id, ...formerIds])]);
}

/**
 * Who is refused under the DID of today must not come in under one of before. It never makes a refusal milder: grants may
 * outlive a suspension where they do not outlive the end of a recognition.
 */
function holdAgainst(against: readonly Against[], found: Recognition): Recognition {
  const compromised = against.find(({ standing }) => standing === 'compromised');
  switch (found.standing) {
    case 'denied':
    case 'compromised':
      return found;
    case 'recognised':
    case 'undecided':
    case 'suspended':
      // A site's own word, or another list's, counts against a suspension, and nobody's against a key in wrong hands.
      return compromised ?? found;
    case 'unknown':
    case 'ended':
    case 'other-type': {
      const [first] = against;
      const held = compromised ?? first;
      return held ? { ...held, isUnrecognised: true } : found;
    }
  }
}

function sentence({ name, reason }: IssuerPolicy['allow'][number]): string {
  if (reason === undefined) return fill(messages.reasons.allowed, { name });
  return fill(messages.reasons.allowed_because, { name, reason: reason.replace(/[.\s]+$/, '') });
}
