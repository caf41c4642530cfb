import { issuingOf } from '../recognition/entry-standing.ts';
import type { IssuerPolicy, Requirement } from './policy-schema.ts';
import { recogniseIssuer, type RecognitionLists } from './recognise-issuer.ts';

/** More issuers than this make a request too long for a link; the answer is judged the same without the filter. */
const MAX_ISSUERS = 20;

/** A list of more entries is not even looked through: most of them are issuers. */
const MAX_ENTRIES = 100;

/** Who is asked for besides the policy's own issuers, and by which lists, at which moment. */
export interface AskingOptions {
  readonly testIssuer?: string | undefined;
  readonly lists?: RecognitionLists | undefined;
  /** Needed where there are lists. */
  readonly now?: Date;
}

/** The issuers a wallet can choose by; none where there are too many to name, or a list is not there to say. */
export function askedIssuers(
  { type, issuers }: Pick<Requirement, 'type' | 'issuers'>,
  { testIssuer, lists, now }: AskingOptions,
): readonly string[] {
  const listed = listedIssuers(issuers.lists, lists);
  if (listed === 'too many' || (issuers.lists.length > 0 && !(lists && now))) return [];
  const candidates = new Set([...allowed(issuers), ...listed, ...(testIssuer === undefined ? [] : [testIssuer])]);
  const welcome = [...candidates].filter((id) => {
    if (id === testIssuer) return true;
    return recogniseIssuer(id, issuers, { now: now ?? new Date(0), type, lists }).standing === 'recognised';
  });
  return welcome.length > MAX_ISSUERS ? [] : welcome;
}

const allowed = ({ allow }: IssuerPolicy): readonly string[] => allow.map(({ id }) => id);

function listedIssuers(
  names: readonly string[],
  lists: RecognitionLists = () => undefined,
): readonly string[] | 'too many' {
  const all: string[] = [];
  for (const name of names) {
    const view = lists(name);
    if (view === undefined) continue;
    if (view === 'unavailable' || view.count > MAX_ENTRIES) return 'too many';
    for (let position = 0; position < view.count; position += 1) {
      const entry = view.at(position);
      if (issuingOf(entry)) all.push(entry.id);
    }
  }
  return all;
}
