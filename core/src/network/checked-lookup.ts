import { lookup as systemLookup } from 'node:dns';
import { type LookupFunction } from 'node:net';
import { problem, VerificationError } from '../problem.ts';
import { addressKind } from './address-kind.ts';

/** One address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a host; the system's resolver unless replaced. */
export type FindAddresses = (hostname: string) => Promise<readonly HostAddress[]>;

const askSystem: FindAddresses = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, order: 'verbatim' }, (error, found) =>
      error ? reject(error) : resolve(found),
    );
  });

/**
 * A lookup for the socket itself, which therefore connects to the very address that was checked: a name that
 * answers differently the second time (DNS rebinding) gains nothing. One forbidden address refuses the name.
 */
export function checkedLookup(wanted: 'public' | 'loopback', findAddresses = askSystem): LookupFunction {
  const find = async (hostname: string): Promise<readonly HostAddress[]> => {
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
