import { coOpAt, type CoOp } from '../co-op/co-ops.ts';
import { placeNames, type Origins } from '../web/places.ts';
import type { Proposed } from './federation.ts';

/** When the trustees first met. */
export const firstMeeting = '2024-02-20';
const validFrom = '2024-03-01T00:00:00Z';

/**
 * Whom the trustees recognised then: two co-ops whose members sites may welcome, and a site that may ask them. Pebble
 * Club is not among them.
 */
export function firstEntries(origins: Origins, siteDid: string): readonly Proposed[] {
  return [
    coOpEntry('harvest', origins, 'register number 2041'),
    coOpEntry('meadow', origins, 'register number 1187'),
    {
      id: siteDid,
      name: placeNames.site,
      description: 'A house by the river with a lounge and a shop, run by its neighbours.',
      url: origins.site,
      // Its own, and where wallets send their answers.
      recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins: [origins.site, origins.service] }],
      validFrom,
      evidence: [{ name: 'register number 3310' }, { name: 'its web site', url: origins.site }],
    },
  ];
}

function coOpEntry(place: CoOp['place'], origins: Origins, registered: string): Proposed {
  const { did, name, about, origin } = coOpAt(place, origins);
  return {
    id: did,
    name,
    description: about,
    url: origin,
    recognizedTo: [
      { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf: [] },
    ],
    validFrom,
    evidence: [{ name: registered }, { name: 'its web site', url: origin }],
  };
}
