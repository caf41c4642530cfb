import messages from '../../messages/en.json' with { type: 'json' };
import { fill } from '../policy/policy-words.ts';
import type { RecognitionEntry } from './list-shape.ts';
import { timeOf } from './time-of.ts';

/** How an entry stands at a moment. Only `active` lets members in. */
export type EntryStanding = 'active' | 'upcoming' | 'suspended' | 'ended' | 'compromised';

export interface StandingAt {
  readonly standing: EntryStanding;
  /** Since when it is not active any more, ISO 8601. */
  readonly since?: string;
}

/**
 * What the trustees decided comes before what its dates say, but for one that has ended by date: that was decided too.
 */
export function standingAt(
  { status, validFrom, validUntil }: Pick<RecognitionEntry, 'status' | 'validFrom' | 'validUntil'>,
  now: number,
): StandingAt {
  if (status.state === 'compromised') return { standing: status.state, since: status.since };
  if (validUntil !== undefined && timeOf(validUntil) <= now) return { standing: 'ended', since: validUntil };
  if (status.state !== 'active') return { standing: status.state, since: status.since };
  return { standing: timeOf(validFrom) > now ? 'upcoming' : 'active' };
}

/**
 * Why an entry stands as it does, in one sentence: "Recognised by Autumn Federation since 2026-03-01, decision 14,
 * evidence: .coop domain, register number."
 *
 * @param list the federation's name
 */
export function explainEntry(entry: RecognitionEntry, list: string, now: number): string {
  const { standing, since } = standingAt(entry, now);
  const words = messages.reasons.listed;
  const reason = entry.status.state !== 'active' && standing === entry.status.state ? entry.status.reason : undefined;
  const sentence = reason === undefined ? words[standing] : `${words[standing]} ${words.because}`;
  return fill(sentence, {
    list,
    decision: entry.decision.id,
    evidence: entry.evidence.map(({ name }) => name).join(', '),
    date: (since ?? entry.validFrom).slice(0, 10),
    reason: (reason ?? '').replace(/[.\s]+$/, ''),
  });
}

/** What an entry says of issuing, or undefined of one that is there as a verifier alone. */
export function issuingOf({ recognizedTo }: RecognitionEntry) {
  for (const one of recognizedTo) if (one.action === 'issue') return one;
  return undefined;
}

/** What it says of asking. */
export function verifyingOf({ recognizedTo }: RecognitionEntry) {
  for (const one of recognizedTo) if (one.action === 'verify') return one;
  return undefined;
}
