import { issuedCredential, orchard } from '../../core/test/factories/index.ts';
import type { Answer } from '../test/bed/site-client.ts';
import { makeToken, post, readRequest, type ReadRequest } from '../test/bed/wallet.ts';
import type { Shop } from './shop.ts';
import { untilCutOff, type Running, type Tally, type Workload } from './workload.ts';

/** What is known of one visit: what was acknowledged of it, and what was asked for without an answer. */
interface Visit {
  readonly id: string;
  readonly request: ReadRequest;
  readonly token: string;
  answered?: true;
  verification?: string;
  asked?: 'answer' | 'collect';
}

const DAY = 86_400_000;

/** Members who show their membership: a request is opened, answered by a wallet, and its result collected. */
export function visitWorkload({ shop, tally }: { readonly shop: Shop; readonly tally: Tally }): Workload {
  const collected = new Map<string, string>();
  let visits: Visit[] = [];
  const membership = issuedCredential({
    issuer: orchard,
    validFrom: new Date(Date.now() - DAY),
    validUntil: new Date(Date.now() + DAY),
  });

  return {
    work: (running) =>
      untilCutOff(async () => {
        const visit = await tally.call('open', open(running));
        visits.push(visit);
        await tally.call('answer', answer(running, visit));
        await tally.call('collect', collect(running, visit));
      }),

    recover: async (running) => {
      const last = visits;
      visits = [];
      return (await Promise.all(last.map((visit) => recoverVisit(running, visit)))).flat();
    },

    audit: () =>
      shop.withStores(async ({ db }) => {
        const accepted = await db.selectFrom('requests').select('id').where('state', '=', 'accepted').execute();
        const rows = await db
          .selectFrom('verifications')
          .select(['id', 'request_id', 'collected_at'])
          .where('policy_id', '=', 'members-lounge')
          .execute();
        const ofRequest = Map.groupBy(rows, (row) => row.request_id);
        const wrong = accepted.flatMap(({ id }) => (ofRequest.get(id)?.length === 1 ? [] : [`${id}: not one result`]));
        const lost = [...collected].flatMap(([request, verification]) => {
          const [row] = ofRequest.get(request) ?? [];
          return row?.id === verification && row.collected_at !== null ? [] : [`${request}: not ${verification}`];
        });
        return [...wrong, ...lost, ...(rows.length === accepted.length ? [] : ['a result without its request'])];
      }),
  };

  async function open({ site, reach }: Running): Promise<Visit> {
    const { id, links } = await site.open();
    const link = new URL(links.crossDevice.app);
    link.searchParams.set('request_uri', reach(link.searchParams.get('request_uri') ?? ''));
    const request = await readRequest(link.href);
    const token = await makeToken(request, { credential: await membership, created: new Date() });
    return { id, request, token };
  }

  async function answer(running: Running, visit: Visit): Promise<void> {
    visit.asked = 'answer';
    const { status, body } = await send(running, visit);
    if (status !== 200) throw new Error(`answer: ${status} ${body.code}`);
    visit.answered = true;
    delete visit.asked;
  }

  async function collect({ site }: Running, visit: Visit): Promise<void> {
    visit.asked = 'collect';
    const { status, body } = await site.collect(visit.id);
    if (status !== 200 || !body.verification) throw new Error(`collect: ${status} ${body.code}`);
    visit.verification = body.verification.id;
    collected.set(visit.id, body.verification.id);
    delete visit.asked;
  }

  async function recoverVisit(running: Running, visit: Visit): Promise<readonly string[]> {
    const { site } = running;
    const { id, answered, verification } = visit;
    const { state } = (await site.call('GET', `/presentation-requests/${id}`)).body;
    const again = await send(running, visit);
    const known = state === 'accepted' || (state === 'open' && !answered);
    const isOnce = state === 'open' ? again.status === 200 : again.body.code === 'request_already_answered';
    if (!known || !isOnce) return [`${id}: ${state}, then ${again.status} ${again.body.code}`];
    await collect(running, visit);
    if (verification !== undefined && visit.verification !== verification) return [`${id}: another result`];
    const kept = await site.call('GET', `/verifications/${visit.verification}`);
    return kept.status === 200 ? [] : [`${id}: its result is ${kept.status}`];
  }
}

const send = ({ reach }: Running, { request, token }: Visit): Promise<Answer> =>
  post({ ...request, responseUri: reach(request.responseUri) }, token);
