import { problem, VerificationError } from '../../src/problem.ts';
import { issueStatusList, type CredentialStatus, type StatusListOptions } from '../../src/profile/index.ts';
import { daysLater } from './clock.ts';
import { harvest } from './keys.ts';

export const revocationUrl = 'https://harvest.example/status/revocation';
export const suspensionUrl = 'https://harvest.example/status/suspension';

/** The place of the fixture's credential in both lists. */
export const statusIndex = 4_711;
export const revocable: CredentialStatus = { list: revocationUrl, index: statusIndex, purpose: 'revocation' };
export const suspendable: CredentialStatus = { list: suspensionUrl, index: statusIndex, purpose: 'suspension' };

/** Harvest's list, on which nobody is taken back. Override to change one thing. */
export const statusList = (overrides: Partial<StatusListOptions> = {}) =>
  issueStatusList({
    issuer: { did: harvest.controller, keyPair: harvest },
    url: revocationUrl,
    purpose: 'revocation',
    taken: [],
    format: 'vcdm2-eddsa-rdfc-2022',
    validFrom: daysLater(-1),
    created: daysLater(-1),
    ...overrides,
  });

/** Publishes lists by their address; every other one is down. Counts calls in `calls`. */
export function publishedLists(lists: ReadonlyMap<string, unknown>) {
  const calls: string[] = [];
  const fetchStatusList = async (url: string): Promise<unknown> => {
    calls.push(url);
    const list = lists.get(url);
    if (list === undefined) throw new VerificationError(problem('fetch_failed'));
    return structuredClone(list);
  };
  return Object.assign(fetchStatusList, { calls });
}
