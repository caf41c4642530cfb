// A process of its own that reserves as fast as it can. What to do comes as JSON in its one argument.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RaceOrders {
  /** Asked in turn; whichever is away now is left out, and the call is made again at the next. */
  readonly urls: readonly string[];
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
const MOST_TRIES = 600;

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
    const { status, wasUnsure } = await reserve(id, `${orders.name}-${index}`, index);
    // The call that was cut off may have taken it: then it is this key's all the same.
    if (status === 201 || (status === 200 && wasUnsure)) granted[id] = (granted[id] ?? 0) + 1;
    else if (status !== 409) throw new Error(`answered ${status}`);
    if (index % TWICE === 0) {
      const again = await reserve(id, `${orders.name}-${index}`, index + 1);
      const expected = status === 409 ? 409 : 200;
      if (again.status !== expected) throw new Error(`the same call was answered ${status}, then ${again.status}`);
    }
  }
}

/** Until there is an answer: a connection that is refused or cut off, and 503, say nothing. */
async function reserve(verificationId: string, idempotencyKey: string, turn: number) {
  const body = JSON.stringify({ verificationId, idempotencyKey, ttl: null });
  for (let tries = 0; ; tries += 1) {
    const url = orders.urls[(turn + tries) % orders.urls.length] ?? '';
    const status = await call(url, body);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status !== 'cut off' && status !== 503) return { status, wasUnsure: tries > 0 };
    if (tries > MOST_TRIES) throw new Error(`${url} is away`);
    if (tries > 0) await sleep(50);
  }
}

async function call(url: string, body: string): Promise<number | 'cut off'> {
  const asked = request(`${url}/v1/redemptions`, { method: 'POST', agent, headers });
  asked.end(body);
  try {
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.complete ? (response.statusCode ?? 0) : 'cut off';
  } catch {
    return 'cut off';
  }
}
