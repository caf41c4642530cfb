import type { CarriedOver } from '../store/carry-over.ts';

/** What a restored backup means, as far as it is known. */
export interface Restored {
  readonly formerDatabase?: string;
  /** Absent where nothing could be taken over from the former database. */
  readonly carriedOver?: CarriedOver;
  /** Why not. */
  readonly notCarriedOver?: string;
  readonly sitesWithoutKey: readonly string[];
}

/** What the operator must know and do after a restore, a sentence or two each. */
export function consequencesOf({ carriedOver, notCarriedOver, sitesWithoutKey }: Restored): readonly string[] {
  return [
    'Sites, keys, policies, programmes and verifications made after the backup are gone. Policies are those of the backup: have every site save its own again.',
    'Requests and pairing codes that were open have ended.',
    ...(carriedOver ? kept(carriedOver) : lost(notCarriedOver ?? 'there was none')),
    ...(sitesWithoutKey.length > 0
      ? [`No key lets these sites in: ${sitesWithoutKey.join(', ')}. Pair them anew: coop-verifier site pair ID.`]
      : []),
  ];
}

function kept({
  keysEnded,
  verificationsForgotten,
  verificationsEnded,
  redemptions,
  counters,
  sitesBack,
}: CarriedOver) {
  return [
    `Taken over from the former database: ${keysEnded} ended keys, ${verificationsForgotten} forgotten and ${verificationsEnded} ended verifications, ${redemptions} redemptions, ${counters} counters.`,
    'What was forgotten more than 90 days ago is back where the backup is older than that: forget it again.',
    ...(sitesBack.length > 0
      ? [
          `Not in the former database: ${sitesBack.join(', ')}. Remove again whichever was removed: coop-verifier site remove ID.`,
        ]
      : []),
  ];
}

const lost = (why: string) => [
  `Nothing was taken over from the former database: ${why}.`,
  'So all is as at the time of the backup: keys that were ended since work again, people who were forgotten since are known again, verifications that ended since hold until they are looked at again, and uses that were spent since can be spent again. Run coop-verifier site rotate ID --now for every site whose keys were ended; have sites forget again whoever asked for it.',
];
