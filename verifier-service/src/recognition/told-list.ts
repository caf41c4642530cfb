import { ageAt, issuingOf, problem, standingAt, viewList, type SharedList } from '@coop-credentials/core';
import { problemBody } from '../problem.ts';
import type { FollowedList } from './follow-lists.ts';

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A list that is followed, as sites are told of it: what it is, and how old. */
export function toldList({ pin, shared }: FollowedList, now: Date) {
  const { name, url, anchor, checkedAt, problem: found } = pin;
  return {
    ...{ name, url, anchor },
    ...(shared ? describe(shared, now) : { state: 'unavailable' as const }),
    ...(checkedAt !== undefined && { checkedAt: iso(checkedAt) }),
    ...(found && { problem: problemBody(problem(found.code, found.params ? { params: found.params } : {})) }),
  };
}

function describe(shared: SharedList, now: Date) {
  const { title, issuer, seq, digest, freshUntil, usableUntil, publishedAt, clock } = shared;
  return {
    ...{ title, issuer, sequence: seq, digest },
    state: ageAt(shared, Math.max(now.getTime(), clock)),
    ...{ publishedAt, freshUntil: iso(freshUntil), usableUntil: iso(usableUntil) },
    active: activeOf(shared, now),
  };
}

const counted = new WeakMap<object, { readonly hour: number; readonly active: number }>();

/** Counted once an hour: entries begin and end by themselves. */
function activeOf(shared: SharedList, now: Date): number {
  const hour = Math.floor(now.getTime() / 3_600_000);
  const known = counted.get(shared.offsets);
  if (known?.hour === hour) return known.active;
  const view = viewList(shared);
  let active = 0;
  for (let position = 0; position < view.count; position += 1) {
    const entry = view.at(position);
    if (issuingOf(entry) && standingAt(entry, now.getTime()).standing === 'active') active += 1;
  }
  counted.set(shared.offsets, { hour, active });
  return active;
}
