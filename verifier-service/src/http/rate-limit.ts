import type { Request, RequestHandler, Response } from 'express';
import { isIPv6 } from 'node:net';
import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';

const WINDOW = 60_000;

/** Beyond so many addresses in one window, those not seen yet share one count. */
const MOST_ADDRESSES = 50_000;

/**
 * So many calls a minute from one address, an IPv6 network of a household (/64) counting as one.
 * A fixed window: all counts start again each minute, so that it needs no sweeping.
 */
export function rateLimitAddresses(most: number, clock: Clock): RequestHandler {
  return rateLimit(most, clock, (request) => network(request.ip ?? ''));
}

/** The same for whoever `callerOf` names: a site by its id, say. */
export function rateLimit(
  most: number,
  clock: Clock,
  callerOf: (request: Request, response: Response) => string,
): RequestHandler {
  let counts = new Map<string, number>();
  let windowEnds = 0;

  return (request, response, next) => {
    const now = clock().getTime();
    // A clock that was set back begins a window too, else it would be an hour long.
    if (now >= windowEnds || now < windowEnds - WINDOW) {
      counts = new Map();
      windowEnds = now + WINDOW;
    }
    const caller = callerOf(request, response);
    const key = counts.has(caller) || counts.size < MOST_ADDRESSES ? caller : 'others';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= most) {
      next();
      return;
    }
    next(problemError('rate_limited', { headers: { 'Retry-After': String(Math.ceil((windowEnds - now) / 1000)) } }));
  };
}

/** The address; of IPv6 its first 64 bits, of an IPv4 address inside IPv6 the whole. */
export function network(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after].slice(0, 4).join(':');
}
