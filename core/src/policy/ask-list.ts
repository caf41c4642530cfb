import { explainEntry, issuingOf, standingAt } from '../recognition/entry-standing.ts';
import type { ListView } from '../recognition/list-index.ts';
import type { RecognitionEntry } from '../recognition/list-shape.ts';
import type { Recognition } from './recognise-issuer.ts';

type Recognised = Extract<Recognition, { readonly standing: 'recognised' }>;

/** What one list says of an issuer: nothing where it has never heard of it. */
export interface ListAnswer {
  readonly recognition?: Exclude<Recognition, Recognised> | Omit<Recognised, 'firstId'>;
  /** The issuer's own entry. */
  readonly entry?: RecognitionEntry;
  /** The entry of the co-op that had the issuer's DID before. */
  readonly successor?: RecognitionEntry;
  readonly against?: Against;
}

/** Why a DID is refused for the sake of the entry that its co-op has under another. */
export type Against = Extract<Recognition, { readonly standing: 'compromised' | 'suspended' }>;

export function askList(
  name: string,
  view: ListView | 'unavailable' | undefined,
  { issuer, type, now }: { readonly issuer: string; readonly type: string | undefined; readonly now: Date },
): ListAnswer {
  if (view === undefined) return {};
  if (view === 'unavailable') return { recognition: { standing: 'undecided', code: 'list_unavailable' } };
  const isExpired = view.ageAt(now) === 'expired';
  const nothing: ListAnswer = isExpired ? { recognition: { standing: 'undecided', code: 'list_expired' } } : {};
  const entry = view.find(issuer);
  if (!entry) {
    const successor = view.findFormer(issuer);
    if (!successor) return nothing;
    const against = heldAgainst(successor, now);
    return against ? { successor, against } : { ...nothing, successor };
  }
  const { standing, since = entry.validFrom } = standingAt(entry, now.getTime());
  // Whatever it was listed for: a key in other hands is so wherever it signs.
  if (standing === 'compromised') return { entry, recognition: { standing, since } };
  const issuing = issuingOf(entry);
  if (!issuing) return nothing;

  if (standing === 'upcoming') return { entry, recognition: { standing: 'unknown' } };
  if (standing !== 'active') return { entry, recognition: { standing } };
  if (type !== undefined && !issuing.credentialTypes.some((known) => known === type)) {
    return { entry, recognition: { standing: 'other-type' } };
  }
  if (isExpired) return { ...nothing, entry };
  const reason = explainEntry(entry, view.title, now.getTime());
  const { onBehalfOf } = issuing;
  const listedBy = { list: name, seq: view.seq, digest: view.digest };
  return { entry, recognition: { standing: 'recognised', name: entry.name, reason, onBehalfOf, listedBy } };
}

/** An entry never speaks for a DID that its co-op left; what is held against the co-op holds against that DID too. */
function heldAgainst(successor: RecognitionEntry, now: Date): Against | undefined {
  const { standing, since = successor.validFrom } = standingAt(successor, now.getTime());
  if (standing === 'compromised') return { standing, since };
  return standing === 'suspended' && issuingOf(successor) ? { standing } : undefined;
}
