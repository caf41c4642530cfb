// A process of its own that reserves as fast as it can. What to do comes as JSON in its one argument.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

export interface RaceOrders {
  readonly url: string;
  readonly key: string;
  readonly siteUrl: string;
  readonly name: string;
  /** Tried in this order, each so often. */
  readonly verificationIds: readonly string[];
  readonly attemptsEach: number;
}

/** How often each status was answered; what was granted, by verification. */
export interface RaceReport {
  readonly statuses: Readonly<Record<string, number>>;
  readonly granted: Readonly<Record<string, number>>;
}

const AT_ONCE = 8;
/** So often a call is made twice under one key, as after a lost answer. */
const TWICE = 20;

/** Leaner than `fetch`: on a small machine the clients must not be what is measured. */
const agent = new Agent({ keepAlive: true });
const orders = JSON.parse(process.argv[2] ?? '') as RaceOrders;
const headers = {
  Authorization: `Bearer ${orders.key}`,
  'Coop-Site-Url': orders.siteUrl,
  'Content-Type': 'application/json',
};
const statuses: Record<string, number> = {};
const granted: Record<string, number> = {};
const attempts = orders.verificationIds.flatMap((id) => Array.from({ length: orders.attemptsEach }, () => id));
let next = 0;

await Promise.all(Array.from({ length: AT_ONCE }, work));
process.stdout.write(JSON.stringify({ statuses, granted } satisfies RaceReport));

async function work(): Promise<void> {
  for (let index = next++; index < attempts.length; index = next++) {
    const id = attempts[index] ?? '';
    const status = await reserve(id, `${orders.name}-${index}`);
    if (status === 201) granted[id] = (granted[id] ?? 0) + 1;
    if (index % TWICE === 0) {
      const again = await reserve(id, `${orders.name}-${index}`);
      const expected = status === 201 ? 200 : 409;
      if (again !== expected) throw new Error(`the same call was answered ${status}, then ${again}`);
    }
  }
}

async function reserve(verificationId: string, idempotencyKey: string): Promise<number> {
  const asked = request(`${orders.url}/v1/redemptions`, { method: 'POST', agent, headers });
  asked.end(JSON.stringify({ verificationId, idempotencyKey, ttl: null }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await once(response.resume(), 'end');
  const status = response.statusCode ?? 0;
  statuses[status] = (statuses[status] ?? 0) + 1;
  return status;
}
