import { type LookupFunction } from 'node:net';
import { problem, VerificationError } from '../problem.ts';
import { addressKind } from './address-kind.ts';
import { createFindAddresses, type FindAddresses, type HostAddress } from './find-addresses.ts';

/** Nobody is asked what `localhost` is (RFC 6761 §6.3); the socket tries both. */
const findLoopback: FindAddresses = async () => [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * A lookup for the socket itself, which therefore connects to the very address that was checked: a name that
 * answers differently the second time (DNS rebinding) gains nothing. One forbidden address refuses the name.
 *
 * @param findAddresses replaces the name servers, in tests
 */
export function checkedLookup(
  wanted: 'public' | 'loopback',
  findAddresses = wanted === 'loopback' ? findLoopback : createFindAddresses(),
): LookupFunction {
  const find = async (hostname: string): Promise<readonly HostAddress[]> => {
    if (wanted === 'public' && isOurselves(hostname)) throw new VerificationError(problem('fetch_refused'));
    const found = await findAddresses(hostname);
    const isAllowed = found.length > 0 && found.every(({ address }) => addressKind(address) === wanted);
    if (!isAllowed) throw new VerificationError(problem('fetch_refused'));
    return found;
  };

  return (hostname, options, callback) => {
    find(hostname).then(
      (found) => {
        if (options.all) callback(null, [...found]);
        else callback(null, found[0]!.address, found[0]!.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

/** Whatever a name server would say of it (RFC 6761 §6.3). */
const isOurselves = (hostname: string): boolean => /(^|\.)localhost\.?$/i.test(hostname);
