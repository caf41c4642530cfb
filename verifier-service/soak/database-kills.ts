import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../test/bed/command-line.ts';
import { send } from '../test/bed/site-client.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { openShop, readHeld } from './shop.ts';
import { spreadOf, type Spread } from './spread.ts';

const LIMIT = 1_000_000;
const MEMBERS = 8;
const CALLERS = 6;

export interface DatabaseKillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Answers 503 while the database was away, and the most seconds that one said to wait. */
  readonly refused: number;
  readonly longestRetryAfter: number;
  /** Milliseconds from a database that takes connections to the first call each replica answers; and of each answer. */
  readonly back: Spread;
  readonly answers: Spread;
  /** What was acknowledged and is not there, what is counted otherwise than held, and answers that were neither. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

/**
 * Kills a PostgreSQL again and again under two replicas that people call all the time, and starts it again a moment
 * later. While it is away each call is refused at once; afterwards everything that was acknowledged is there.
 */
export async function killDatabase({
  kills,
  onRound = () => undefined,
}: {
  readonly kills: number;
  readonly onRound?: (kills: number) => void;
}): Promise<DatabaseKillOutcome> {
  const began = performance.now();
  await using postgres = await startOwnPostgres();
  using shop = await openShop([LIMIT], MEMBERS, { DATABASE_URL: postgres.url, RATE_LIMITS: 'site=1000000' });
  const ids = shop.members[LIMIT] ?? [];
  await using one = await startProcess(shop.environment);
  await using other = await startProcess(shop.environment);
  const urls = [one.url, other.url];
  const headers = {
    Authorization: `Bearer ${shop.key}`,
    'Coop-Site-Url': shop.siteUrl,
    'Content-Type': 'application/json',
  };
  const acknowledged: string[] = [];
  const [wrong, answers, back]: [string[], number[], number[]] = [[], [], []];
  let [refused, longestRetryAfter, calls, isOver] = [0, 0, 0, false];

  const call = async (url: string): Promise<boolean> => {
    const idempotencyKey = `order-${(calls += 1)}`;
    const body = JSON.stringify({ verificationId: ids[calls % ids.length], idempotencyKey, ttl: null });
    const sent = performance.now();
    const answer = await send(`${url}/v1/redemptions`, { method: 'POST', headers, body });
    answers.push(performance.now() - sent);
    if (answer.status === 201) {
      acknowledged.push(idempotencyKey);
      return true;
    }
    const retryAfter = Number(answer.headers.get('retry-after') ?? NaN);
    if (answer.status !== 503 || !(retryAfter <= 2)) {
      wrong.push(`${answer.status} ${answer.body.code}, Retry-After ${retryAfter}`);
      return false;
    }
    refused += 1;
    longestRetryAfter = Math.max(longestRetryAfter, retryAfter);
    return false;
  };
  const work = async (index: number) => {
    for (; !isOver; index += 1) if (!(await call(urls[index % 2]!))) await sleep(20);
  };
  const working = Promise.all(Array.from({ length: CALLERS }, (_, index) => work(index)));

  for (let round = 0; round < kills; round += 1) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 20) await sleep(10);
    await postgres.kill();
    await sleep(200);
    for (const url of urls) await refuses(url);
    await postgres.start();
    const up = performance.now();
    await Promise.all(
      urls.map(async (url) => {
        while (!(await call(url))) await sleep(20);
        back.push(performance.now() - up);
      }),
    );
    for (const url of urls) while ((await send(`${url}/readyz`)).status !== 200) await sleep(50);
    onRound(round + 1);
  }
  isOver = true;
  await working;
  wrong.push(...(await audit()));
  return {
    kills,
    acknowledged: acknowledged.length,
    refused,
    longestRetryAfter,
    back: spreadOf(back),
    answers: spreadOf(answers),
    wrong,
    milliseconds: Math.round(performance.now() - began),
  };

  async function refuses(url: string): Promise<void> {
    const { status, body } = await send(`${url}/v1/site`, { headers });
    if (status !== 503 || body.code !== 'database_unreachable') wrong.push(`${status} ${body.code} without a database`);
    const ready = await send(`${url}/readyz`);
    // It is asked once a second, whoever wants to know.
    if (ready.status === 200) await sleep(1_000);
    const found = ready.status === 200 ? await send(`${url}/readyz`) : ready;
    if (found.status !== 503 || found.body.problem !== 'database_unreachable') {
      wrong.push(`readyz ${found.status} ${found.body.problem} without a database`);
    }
    if ((await send(`${url}/healthz`)).status !== 200) wrong.push('healthz fails without a database');
  }

  async function audit(): Promise<readonly string[]> {
    const stored = await shop.withStores(({ db }) => db.selectFrom('redemptions').select('idempotency_key').execute());
    const keys = new Set(stored.map(({ idempotency_key: key }) => key));
    const lost = acknowledged.filter((key) => !keys.has(key)).map((key) => `${key} is lost`);
    const held = await readHeld(shop, ids, LIMIT);
    const miscounted = held.flatMap(({ held: rows, counted }, index) =>
      rows === counted ? [] : [`${ids[index]}: ${rows} held, ${counted} counted`],
    );
    return [...lost, ...miscounted];
  }
}
