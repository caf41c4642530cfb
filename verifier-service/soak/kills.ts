import { startProcess } from '../test/bed/command-line.ts';
import { siteClient, type SiteClient } from '../test/bed/site-client.ts';
import { openShop, readHeld, type Shop } from './shop.ts';

const LIMIT = 3;
const WORKERS = 6;
/** How long after its start a service is killed, at most. */
const MOST_MILLISECONDS = 120;

/** What the shop knows of one order: the last answer it got, and what it asked for without getting one. */
interface Order {
  readonly verificationId: string;
  readonly key: string;
  id?: string;
  acknowledged?: string;
  asked?: string;
}

export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Calls that the kill cut off. */
  readonly cutOff: number;
  /** Orders whose redemption is not what was acknowledged. */
  readonly lost: readonly string[];
  /** Memberships over their limit, or whose counter and redemptions differ. */
  readonly wrong: readonly string[];
  readonly slowestStart: number;
}

export interface KillOptions {
  readonly kills: number;
  /** Milliseconds after which no further round begins. */
  readonly within: number;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * Kills a real service in the middle of redemptions, again and again (DESIGN §7 "State rules"). After each start,
 * everything that was acknowledged is there; calls that were cut off are made again under their key and count once.
 */
export async function killAgain({ kills, within, random }: KillOptions): Promise<KillOutcome> {
  const deadline = performance.now() + within;
  const members = Math.max(20, kills * 4);
  using shop = await openShop([LIMIT], members);
  const verificationIds = shop.members[LIMIT] ?? [];
  const orders: Order[] = [];
  const lost: string[] = [];
  const count = { acknowledged: 0, cutOff: 0, slowestStart: 0 };

  let round = 0;
  for (; round < kills && performance.now() < deadline; round += 1) {
    const current = round;
    await using service = await startProcess(shop.environment);
    count.slowestStart = Math.max(count.slowestStart, service.startedIn);
    const site = clientOf(shop, service.url);
    lost.push(...(await recover(site, orders.splice(0))));
    // Few memberships a round, so that many orders want the same one.
    const wanted = verificationIds.slice(round * 4, round * 4 + 4);
    const work = Promise.all(Array.from({ length: WORKERS }, () => buy(wanted)));
    await new Promise((resolve) => setTimeout(resolve, 10 + random() * MOST_MILLISECONDS));
    await service.end('SIGKILL');
    await work;

    async function buy(ids: readonly string[]): Promise<void> {
      for (;;) {
        const verificationId = ids[Math.floor(random() * ids.length)] ?? '';
        const order: Order = { verificationId, key: `order-${current}-${orders.length}` };
        orders.push(order);
        const steps = ['reserve', random() < 0.5 ? 'keep' : 'commit', ...(random() < 0.3 ? ['release'] : [])];
        for (const step of steps) {
          order.asked = step;
          const status = await ask(site, order).catch(() => undefined);
          if (status === undefined) {
            count.cutOff += 1;
            return;
          }
          count.acknowledged += 1;
          if (status === 409) break;
        }
      }
    }
  }

  await using service = await startProcess(shop.environment);
  lost.push(...(await recover(clientOf(shop, service.url), orders.splice(0))));
  const held = await readHeld(shop, verificationIds, LIMIT);
  const wrong = held.flatMap(({ held: rows, counted }, index) =>
    rows <= LIMIT && rows === counted ? [] : [`${verificationIds[index]}: ${rows} held, ${counted} counted`],
  );
  return { kills: round, ...count, lost, wrong };
}

/** One step of an order; a refusal because of the limit leaves nothing behind. */
async function ask({ call }: SiteClient, order: Order): Promise<number> {
  const { verificationId, key: idempotencyKey, asked } = order;
  const { status, body } =
    asked === 'reserve'
      ? await call('POST', '/redemptions', { verificationId, idempotencyKey, ttl: null })
      : await call('POST', `/redemptions/${order.id}/${asked}`);
  if (status !== 200 && status !== 201 && status !== 409) throw new Error(`${asked}: ${status}`);
  if (status !== 409) Object.assign(order, { id: body.id, acknowledged: body.state });
  delete order.asked;
  return status;
}

/** What is not as it was acknowledged; and calls that were cut off are made again. */
async function recover(site: SiteClient, orders: readonly Order[]): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const order of orders) {
    const { id, acknowledged, asked } = order;
    const possible = new Set([acknowledged, asked && stateAfter[asked]]);
    if (id) {
      const { status, body } = await site.call('GET', `/redemptions/${id}`);
      if (status !== 200 || !possible.has(body.state)) lost.push(`${id}: ${body.state ?? status}, not ${acknowledged}`);
    }
    if (asked) await ask(site, order);
  }
  return lost;
}

const stateAfter: Readonly<Record<string, string>> = { keep: 'reserved', commit: 'committed', release: 'released' };

function clientOf({ siteUrl, key }: Shop, url: string): SiteClient {
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x: '' } as const;
  return siteClient(url, { id: '', name: '', url: siteUrl, origin: '', did: '', keyId: '', publicKey }, key);
}
