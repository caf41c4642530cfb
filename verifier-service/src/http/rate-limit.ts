import type { Request, RequestHandler, Response } from 'express';
import { isIP, isIPv6 } from 'node:net';
import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';

const WINDOW = 60_000;

/** The time of a database may step back a little where it is measured anew. */
const SET_BACK = 1_000;

/** Beyond so many callers in one window, those not seen yet share one count. */
const MOST_CALLERS = 50_000;

/** How often one caller called within a minute: here, and as far as is known elsewhere. */
export interface Count {
  here: number;
  /** Of `here`, what the other replicas know of. */
  told: number;
  elsewhere: number;
}

/** The counts of one limit in one minute, by caller. */
export interface Counts {
  readonly name: string;
  readonly most: number;
  readonly endsAt: number;
  readonly byCaller: Map<string, Count>;
}

export interface Limiter {
  /**
   * Refuses whoever calls more often in a minute, told apart by what `callerOf` says: a site by its id, say.
   * @param name of the limit: no two have the same
   */
  readonly per: (
    name: string,
    most: number,
    callerOf: (request: Request, response: Response) => string,
  ) => RequestHandler;
  /** The same for each address, an IPv6 network of a household (/64) counting as one. */
  readonly perAddress: (name: string, most: number) => RequestHandler;
  /** What was counted in the minute that runs. */
  readonly counted: () => readonly Counts[];
}

/** Limits on calls. A fixed window: all counts start again each minute, so that it needs no sweeping. */
export function createLimiter(clock: Clock): Limiter {
  const all = new Map<string, Counts>();

  const per: Limiter['per'] = (name, most, callerOf) => {
    let counts = begin(name, most, 0);
    return (request, response, next) => {
      const now = clock().getTime();
      // A clock that was set back begins a window too, else it would be an hour long.
      if (now >= counts.endsAt || now < counts.endsAt - WINDOW - SET_BACK) {
        // At whole minutes, which all replicas share.
        counts = begin(name, most, (Math.floor(now / WINDOW) + 1) * WINDOW);
        all.set(name, counts);
      }
      const { byCaller, endsAt } = counts;
      const caller = callerOf(request, response);
      const key = byCaller.has(caller) || byCaller.size < MOST_CALLERS ? caller : 'others';
      const count = byCaller.get(key) ?? { here: 0, told: 0, elsewhere: 0 };
      byCaller.set(key, count);
      count.here += 1;
      if (count.here + count.elsewhere <= most) {
        next();
        return;
      }
      next(problemError('rate_limited', { headers: { 'Retry-After': String(Math.ceil((endsAt - now) / 1000)) } }));
    };
  };

  return {
    per,
    perAddress: (name, most) => per(name, most, (request) => network(request.ip ?? '')),
    counted: () => [...all.values()],
  };
}

const begin = (name: string, most: number, endsAt: number): Counts => ({ name, most, endsAt, byCaller: new Map() });

/**
 * The address; of IPv6 its first 64 bits, of an IPv4 address inside IPv6 the whole. Some proxies write the port beside
 * it, another one for each connection; whatever is no address is one and the same caller.
 */
export function network(written: string): string {
  const [, inBrackets, v4] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(written) ?? [];
  const address = inBrackets ?? v4 ?? written;
  if (isIP(address) === 0) return 'no address';
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after].slice(0, 4).join(':');
}
