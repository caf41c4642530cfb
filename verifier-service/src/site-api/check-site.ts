import { problem, type Problem, type ProblemCode } from '@coop-credentials/core';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import type { NamedList } from '../policies/named-lists.ts';
import type { FollowedList } from '../recognition/follow-lists.ts';
import { toldList } from '../recognition/told-list.ts';
import { problemBody } from '../problem.ts';

/** A caller's clock beside ours. */
export interface ClockComparison {
  /** As the caller's `Date` header said it. */
  readonly yours: string;
  /** Positive when the caller's clock is ahead. */
  readonly secondsAhead: number;
}

/** More than a slow call and the header's whole seconds explain. */
const MOST_SECONDS = 60;

/** Undefined where the caller sent no `Date` that can be read. */
export function compareClocks(date: string | undefined, now: Date): ClockComparison | undefined {
  const yours = Date.parse(date ?? '');
  if (Number.isNaN(yours)) return undefined;
  return { yours: new Date(yours).toISOString(), secondsAhead: Math.round((yours - now.getTime()) / 1000) };
}

interface Compared {
  readonly clocks?: ClockComparison | undefined;
  readonly keyEnd?: number | undefined;
  /** What keeps the service from its work: its disk, its address. */
  readonly service?: readonly (Problem | undefined)[];
  /** Lists that the site's policies name. */
  readonly named?: readonly NamedList[];
  /** Those that the service follows. */
  readonly followed?: readonly FollowedList[];
  readonly now: Date;
}

/** What is wrong between a site and this service, each with its cure; empty when nothing is. */
export function checkSite({ clocks, keyEnd, service = [], named = [], followed = [], now }: Compared) {
  const found = [];
  for (const fault of service) if (fault) found.push(wrong(fault.code, fault.params));
  for (const { list, policy } of named) {
    const one = followed.find(({ pin }) => pin.name === list);
    if (!one) found.push(wrong('list_unknown', { list, policy }));
    else found.push(...wrongWithList(one, now));
  }
  if (clocks && Math.abs(clocks.secondsAhead) > MOST_SECONDS) {
    found.push(wrong('clock_differs', { seconds: Math.abs(clocks.secondsAhead) }));
  }
  if (keyEnd !== undefined) found.push(wrong('key_ending', { until: new Date(keyEnd).toISOString() }));
  return found;
}

/**
 * How old it is, and why the last look brought nothing; each names the list. A web server may fail for a day; what was
 * refused somebody has to look at.
 */
function wrongWithList(one: FollowedList, now: Date) {
  const told = toldList(one, now);
  const found = [];
  const { name: list } = told;
  if (told.state === 'unavailable') found.push(wrong('list_unavailable', { list }));
  else if (told.state === 'expired') found.push(wrong('list_expired', { list }));
  else if (told.state === 'stale')
    found.push(wrong('list_stale', { list, since: told.freshUntil, until: told.usableUntil }));
  const { problem: last } = one.pin;
  const isTold = last && (told.state !== 'fresh' || last.code.startsWith('list_'));
  return isTold ? [...found, wrong(last.code, { ...last.params, list })] : found;
}

/** In the words of the one catalogue; plugins say it again in their own language, by the code. */
function wrong(code: ProblemCode, params: Readonly<Record<string, string | number>> = {}) {
  const { what, next } = messages.problems[code];
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
  return { ...problemBody(problem(code, { params, detail: fill(what) })), cure: fill(next) };
}
