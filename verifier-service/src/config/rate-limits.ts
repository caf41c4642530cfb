import { whole } from './readers.ts';

/** Calls a minute. What goes beyond is answered 429 with a `Retry-After`. */
export interface RateLimits {
  /** A wallet's posts from one address; ten times as many looks. */
  readonly address: number;
  /** Calls of the Site API by one site. */
  readonly site: number;
  /** What wallets fetch of and post to one request, whatever their addresses. */
  readonly request: number;
}

/** A busy federation's office, a shop at two hundred visits a second, and a wallet that tries again and again. */
export const defaultRateLimits: RateLimits = Object.freeze({ address: 600, site: 60_000, request: 120 });

/** `600`, which is the address's, or any of `address=600,site=60000,request=120`. */
export function rateLimits(value: string): RateLimits {
  const number = whole(1, 1_000_000);
  if (/^\d+$/.test(value)) return { ...defaultRateLimits, address: number(value) };
  const parts = value.split(',').map((part) => part.split('=').map((text) => text.trim()));
  const given = new Map<string, number>();
  for (const [name = '', count = '', ...more] of parts) {
    if (!Object.hasOwn(defaultRateLimits, name) || count === '' || more.length > 0 || given.has(name)) {
      throw new Error('must be a number such as 600, or any of address=600,site=60000,request=120, each once');
    }
    given.set(name, number(count));
  }
  return { ...defaultRateLimits, ...Object.fromEntries(given) };
}
