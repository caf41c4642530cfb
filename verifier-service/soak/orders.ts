import type { SiteClient } from '../test/bed/site-client.ts';
import { readHeld, type Shop } from './shop.ts';
import { untilCutOff, type Tally, type Workload } from './workload.ts';

/** What the shop knows of one order: the last answer it got, and what it asked for without getting one. */
interface Order {
  readonly verificationId: string;
  readonly key: string;
  id?: string;
  acknowledged?: string;
  asked?: string;
}

export interface OrderOptions {
  readonly shop: Shop;
  readonly limit: number;
  readonly random: () => number;
  readonly tally: Tally;
}

/** Few memberships at a time, so that many orders want the same one. */
const WANTED = 4;

/** Orders that reserve, keep or commit, and sometimes are given back. */
export function orderWorkload({ shop, limit, random, tally }: OrderOptions): Workload {
  const verificationIds = shop.members[limit] ?? [];
  let orders: Order[] = [];
  let made = 0;
  let round = 0;

  return {
    work: ({ site }) =>
      untilCutOff(async () => {
        const which = (round * WANTED + Math.floor(random() * WANTED)) % verificationIds.length;
        const order: Order = { verificationId: verificationIds[which] ?? '', key: `order-${(made += 1)}` };
        orders.push(order);
        const steps = ['reserve', random() < 0.5 ? 'keep' : 'commit', ...(random() < 0.3 ? ['release'] : [])];
        for (const step of steps) {
          order.asked = step;
          if ((await tally.call(step, ask(site, order))) === 409) return;
        }
      }),

    recover: async ({ site }) => {
      const last = orders;
      [orders, round] = [[], round + 1];
      return (await Promise.all(last.map((order) => recoverOrder(site, order)))).flat();
    },

    audit: async () => {
      const held = await readHeld(shop, verificationIds, limit);
      return held.flatMap(({ held: rows, counted }, index) =>
        rows <= limit && rows === counted ? [] : [`${verificationIds[index]}: ${rows} held, ${counted} counted`],
      );
    },
  };
}

/** One step of an order; a refusal because of the limit leaves nothing behind. */
async function ask({ call }: SiteClient, order: Order): Promise<number> {
  const { verificationId, key: idempotencyKey, asked } = order;
  const { status, body } =
    asked === 'reserve'
      ? await call('POST', '/redemptions', { verificationId, idempotencyKey, ttl: null })
      : await call('POST', `/redemptions/${order.id}/${asked}`);
  const isLimit = status === 409 && body.code === 'limit_reached';
  if (status !== 200 && status !== 201 && !isLimit) throw new Error(`${asked}: ${status} ${body.code}`);
  if (!isLimit) Object.assign(order, { id: body.id, acknowledged: body.state });
  delete order.asked;
  return status;
}

async function recoverOrder(site: SiteClient, order: Order): Promise<readonly string[]> {
  const { id, acknowledged, asked } = order;
  const possible = new Set([acknowledged, asked && stateAfter[asked]]);
  const { status, body } = id ? await site.call('GET', `/redemptions/${id}`) : { status: 200, body: {} };
  if (asked) await ask(site, order);
  return id && (status !== 200 || !possible.has(body.state))
    ? [`${id}: ${body.state ?? status}, not ${acknowledged}`]
    : [];
}

const stateAfter: Readonly<Record<string, string>> = { keep: 'reserved', commit: 'committed', release: 'released' };
