import ipaddr from 'ipaddr.js';

/** Global unicast is all that has been given out of IPv6 (RFC 4291 §2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is a public one, a loopback one, or neither.
 *
 * Whatever carries another address inside (IPv4-mapped, 6to4, NAT64, Teredo) is neither.
 */
export function addressKind(address: string): 'public' | 'loopback' | 'other' {
  if (!ipaddr.isValid(address)) return 'other';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return 'loopback';
  const isGlobal = !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST);
  return range === 'unicast' && isGlobal ? 'public' : 'other';
}
