import { recogniseSite, verifierInfoOf, type RecognitionLists, type VerifierAttestation } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';
import type { AskedHandle } from '../requests/presentation-request.ts';
import type { FollowedLists } from './follow-lists.ts';

/** What a request says of the lists that name its site, where any does. */
export type AttestSite = (asked: AskedHandle) => readonly VerifierAttestation[] | undefined;

/**
 * Finds a site on the lists that this service follows, as a wallet that follows them would: under the DID that signs the
 * request, for where the answer goes and the site's own origin. Says nothing where a wallet would not take it.
 */
export function attestSite({
  followed,
  lists,
  clock,
}: {
  readonly followed: Pick<FollowedLists, 'all'>;
  readonly lists: RecognitionLists;
  readonly clock: Clock;
}): AttestSite {
  return ({ clientId, responseUri, site }) => {
    const asking = { clientId, isSigned: true, responseUri, website: site.origin };
    return verifierInfoOf(
      followed.all().flatMap(({ pin: { name, url, anchor } }) => {
        const list = lists(name);
        if (!list || list === 'unavailable' || !recogniseSite(asking, [list], clock()).recognised) return [];
        return [{ list: url, anchor, seq: list.seq, digest: list.digest, entry: site.did }];
      }),
    );
  };
}
