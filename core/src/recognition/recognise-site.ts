import messages from '../../messages/en.json' with { type: 'json' };
import { explainEntry, standingAt, verifyingOf } from './entry-standing.ts';
import type { ListView } from './list-index.ts';
import type { RecognitionEntry } from './list-shape.ts';
import { readVerifierInfo } from './verifier-info.ts';

/** A list that a wallet pinned and has verified (`updateList`). */
export type SiteList = Pick<ListView, 'title' | 'anchor' | 'seq' | 'digest' | 'find' | 'ageAt'>;

/** Who asks, as a wallet knows it from one request. */
export interface AskingSite {
  readonly clientId: string;
  /** Whether the wallet verified the request's signature, by a key of exactly this `client_id`. */
  readonly isSigned: boolean;
  /** Where the answer goes. */
  readonly responseUri: string;
  /** The website that the wallet would name: an origin, such as the one that the DID's document links to. */
  readonly website?: string | undefined;
  /** As it stands in the request. */
  readonly verifierInfo?: unknown;
}

/** Why a site is not shown as recognised. */
export type SiteDoubt =
  | 'site_unsigned'
  | 'site_without_did'
  | 'site_entry_of_another'
  | 'site_without_list'
  | 'site_unknown'
  | 'site_not_for_asking'
  | 'site_upcoming'
  | 'site_suspended'
  | 'site_ended'
  | 'site_compromised'
  | 'site_other_origin'
  | 'site_list_expired'
  | 'site_list_forked';

export type SiteRecognition =
  | {
      readonly recognised: true;
      /** What the list calls it, whatever the request says. */
      readonly name: string;
      /** The federation. */
      readonly by: string;
      /** ISO 8601 */
      readonly since: string;
      /** In one sentence. */
      readonly reason: string;
    }
  | { readonly recognised: false; readonly code: SiteDoubt; readonly reason: string };

/**
 * Whether a site that asks is one that a federation recognises, by lists that the wallet pinned itself.
 *
 * Bound to what cannot be borrowed: the DID whose key signed the request, and the origin that the answer goes to. Names,
 * and what the request says of lists, recognise nobody; `verifier_info` that speaks of somebody else is held against whoever
 * sent it.
 */
export function recogniseSite(asking: AskingSite, lists: readonly SiteList[], now: Date): SiteRecognition {
  const { clientId, isSigned } = asking;
  if (!isSigned) return doubt('site_unsigned');
  const did = clientId.startsWith(PREFIX) ? clientId.slice(PREFIX.length) : undefined;
  if (did === undefined) return doubt('site_without_did');
  const told = readVerifierInfo(asking.verifierInfo);
  if (told.some(({ entry }) => entry !== did)) return doubt('site_entry_of_another');

  const found = lists.flatMap((list) => {
    const entry = list.find(did);
    const isForked = told.some(
      ({ anchor, seq, digest }) => anchor === list.anchor && seq === list.seq && digest !== list.digest,
    );
    // Whoever has the key writes `verifier_info` too: no word of it keeps a list from saying that the key is theirs.
    if (isForked && !(entry && isInOtherHands(entry, now))) return [doubt('site_list_forked')];
    return entry ? [judge(entry, { asking, list, now })] : [];
  });
  return (
    found.find((one) => !one.recognised && one.code === 'site_compromised') ??
    found.find(({ recognised }) => recognised) ??
    found[0] ??
    doubt(lists.length > 0 ? 'site_unknown' : 'site_without_list')
  );
}

const PREFIX = 'decentralized_identifier:';

interface Judging {
  readonly asking: AskingSite;
  readonly list: SiteList;
  readonly now: Date;
}

function judge(entry: RecognitionEntry, { asking, list, now }: Judging): SiteRecognition {
  const { title } = list;
  const reason = explainEntry(entry, title, now.getTime());
  if (isInOtherHands(entry, now)) return { recognised: false, code: 'site_compromised', reason };
  const verifying = verifyingOf(entry);
  if (!verifying) return doubt('site_not_for_asking');
  const { standing } = standingAt(entry, now.getTime());
  if (standing !== 'active') return { recognised: false, code: `site_${standing}`, reason };
  if (list.ageAt(now) === 'expired') return doubt('site_list_expired');
  const { responseUri, website } = asking;
  const origins = [URL.parse(responseUri)?.origin, ...(website === undefined ? [] : [website])];
  const areListed = origins.every((origin) => verifying.origins.some((known) => known === origin));
  if (!areListed) return doubt('site_other_origin');
  return { recognised: true, name: entry.name, by: title, since: entry.validFrom, reason };
}

/** Whatever the DID was recognised to do: a key in other hands is so wherever it signs. */
const isInOtherHands = (entry: RecognitionEntry, now: Date): boolean =>
  standingAt(entry, now.getTime()).standing === 'compromised';

const doubt = (code: SiteDoubt): SiteRecognition => ({ recognised: false, code, reason: messages.sites[code] });
