import { promises } from 'node:dns';

/** One address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a host. */
export type FindAddresses = (hostname: string) => Promise<readonly HostAddress[]>;

export interface FindAddressesOptions {
  /** For the whole question; two seconds by default. */
  readonly timeoutMs?: number;
  /** Name servers as `address:port`; by default the system's. */
  readonly servers?: readonly string[];
}

/**
 * Asks the name servers directly, and takes the question back when it takes too long.
 *
 * Not `dns.lookup`: that holds one of libuv's four threads until the system gives up, which nobody can shorten, and
 * four names whose servers never answer would stop every other lookup of the process. Hence no hosts file, no search
 * domains and no mDNS either: a host that the public reaches needs none.
 */
export function createFindAddresses({ timeoutMs = 2_000, servers }: FindAddressesOptions = {}): FindAddresses {
  return async (hostname) => {
    const resolver = new promises.Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers) resolver.setServers(servers);
    const late = setTimeout(() => resolver.cancel(), timeoutMs);
    try {
      const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason;
      return [...found(v4, 4), ...found(v6, 6)];
    } finally {
      clearTimeout(late);
    }
  };
}

function found(answer: PromiseSettledResult<string[]>, family: number): readonly HostAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
