import {
  issuedCredential,
  revocable,
  revocationUrl,
  statusIndex,
  statusList,
  suspendable,
  suspensionUrl,
} from '../../../core/test/factories/index.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { visit } from '../bed/visit.ts';

export const day = hours(24);

export type RevocableWorld = Awaited<ReturnType<typeof startRevocable>>;

/** A service with a site, and the status lists of Harvest, whose members come in there until they are taken back. */
export async function startRevocable() {
  const lists = new Map<string, unknown>();
  /** Publishes Harvest's lists with the fixture's member on them or not. */
  async function publish(taken: { readonly revoked?: boolean; readonly suspended?: boolean } = {}) {
    const place = (is = false) => (is ? [statusIndex] : []);
    const suspension = { url: suspensionUrl, purpose: 'suspension' as const, taken: place(taken.suspended) };
    lists.set(revocationUrl, await statusList({ taken: place(taken.revoked) }));
    lists.set(suspensionUrl, await statusList(suspension));
  }
  await publish();
  const service = await startTestService({ lists });
  const site = await service.addSite();
  await site.putPolicy();

  return {
    ...{ service, site, lists, publish },
    /** A member whose credential can be taken back. */
    enter: async () =>
      visit(service, site, { credential: await issuedCredential({ status: [revocable, suspendable] }) }),
    stateOf: async ({ id }: { id: string }) => (await site.call('GET', `/verifications/${id}`)).body.state,
    /** The states that the site's feed tells of, after a cursor. */
    told: async (cursor?: string) => {
      const { body } = await site.call('GET', `/changes${cursor === undefined ? '' : `?cursor=${cursor}`}`);
      return (body.changes as { verificationId: string; state: string }[]).map((change) => change.state);
    },
    nextLook: async () => {
      service.pass(1.2 * day);
      await service.recheck();
    },
  };
}
