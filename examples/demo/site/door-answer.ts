import { gates } from './gates.ts';
import type { GateName } from './policies.ts';
import { grantAt, liveGrant, type Grant, type Session } from './sessions.ts';
import type { Problem } from './verifier-client.ts';
import type { Welcome } from './welcome.ts';

/** What the element is told of a door: what `collect` answers, or that there is nothing to tell. */
export type DoorAnswer =
  | ReturnType<typeof accepted>
  | { readonly state: 'rejected'; readonly problem: Problem }
  | { readonly state: 'locked' };

/** How the door stands for this visitor now. */
export function doorAnswer(session: Session, gate: GateName, welcome: Welcome): DoorAnswer {
  const open = liveGrant(session, gate);
  if (open) return accepted(gate, open);
  const { grant, problem } = grantAt(session, gate);
  if (!problem) return { state: 'locked' };
  // The changes feed says why, not of whom; the site knows whom it let in.
  const whose = { issuer: grant?.coOpId, coopUrl: welcome.find(grant?.coOpId)?.url };
  return { state: 'rejected', problem: { ...whose, ...problem } };
}

const accepted = (gate: GateName, { until, reason }: Grant) => ({
  state: 'accepted' as const,
  until: until.toISOString(),
  reason,
  opened: { title: gates[gate].opened },
});
