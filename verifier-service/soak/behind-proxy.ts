import { setTimeout as sleep } from 'node:timers/promises';
import { issuedCredential, orchard } from '../../core/test/factories/index.ts';
import { siteClient, type Answer } from '../test/bed/site-client.ts';
import { makeToken, post, readRequest } from '../test/bed/wallet.ts';
import { startDeployment } from './deployment.ts';
import { siteAt } from './load.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { readHeld } from './shop.ts';
import { spreadOf, type Spread } from './spread.ts';

const LIMIT = 1_000_000;
const MEMBERS = 8;
const VISITORS = 4;
const MOST_TRIES = 40;
const DAY = 86_400_000;

export interface BehindProxyOutcome {
  readonly kills: number;
  /** Visits from the request to the collected result, each with a use that is reserved. */
  readonly visits: number;
  readonly calls: number;
  /** Calls that were made again, by why: cut off, answered 502, 503 or 504, or taken by who died; and their part of all. */
  readonly repeated: Readonly<Record<string, number>>;
  readonly repeatedShare: number;
  readonly answers: Spread;
  readonly wrong: readonly string[];
}

/**
 * People come to the deployment of `examples/deploy` while one replica after the other is killed and started again.
 * Nobody gets a wrong answer; who is cut off makes the call again, and that is what it would have been.
 */
export async function killBehindProxy({ seconds, killEvery }: { seconds: number; killEvery: number }) {
  await using postgres = await startOwnPostgres();
  await using deployment = await startDeployment(postgres.url, LIMIT, MEMBERS);
  const { url, shop, replicas } = deployment;
  const site = siteClient(url, siteAt(shop.siteUrl), shop.key);
  const members = shop.members[LIMIT] ?? [];
  const period = { validFrom: new Date(Date.now() - DAY), validUntil: new Date(Date.now() + DAY) };
  const credential = await issuedCredential({ issuer: orchard, ...period });
  const [wrong, answers]: [string[], number[]] = [[], []];
  const repeated: Record<string, number> = {};
  const repeat = (why: string) => void (repeated[why] = (repeated[why] ?? 0) + 1);
  let [visits, calls, orders, isOver] = [0, 0, 0, false];

  /** @param settled codes that a repeated call may get where the first one was heard */
  const call = async (make: () => Promise<Answer>, settled: readonly string[] = []): Promise<Answer['body']> => {
    for (let tries = 0; ; tries += 1) {
      calls += 1;
      const sent = performance.now();
      const answer = await make().catch((error: unknown) => {
        if (error instanceof TypeError) return undefined;
        throw error;
      });
      // Whoever took an answer and died holds the right to verify it for some seconds more.
      const isTaken = answer?.body.code === 'answer_in_progress';
      if (answer && !isTaken && ![502, 503, 504].includes(answer.status)) {
        answers.push(performance.now() - sent);
        const isSettled = tries > 0 && settled.includes(answer.body.code);
        if (answer.status >= 300 && !isSettled) throw new Error(`${answer.status} ${answer.body.code}`);
        return answer.body;
      }
      repeat(answer ? `${answer.status} ${answer.body.code ?? ''}`.trim() : 'cut off');
      if (tries > MOST_TRIES) throw new Error('nobody answers');
      await sleep(isTaken ? 1_000 : 100);
    }
  };

  const visit = async (): Promise<void> => {
    const body = { policy: 'members-lounge', subject: 's', returnUrl: `${shop.siteUrl}/` };
    const { id, links } = await call(() => site.call('POST', '/presentation-requests', body));
    const request = await readPatiently(links.crossDevice.app);
    const token = await makeToken(request, { credential, created: new Date() });
    await call(() => post(request, token), ['request_already_answered']);
    const collected = await call(() => site.collect(id));
    if (collected.verification?.state !== 'live') throw new Error(`collected ${JSON.stringify(collected)}`);
    const verificationId = members[(orders += 1) % members.length];
    const order = { verificationId, idempotencyKey: `order-${orders}`, ttl: null };
    await call(() => site.call('POST', '/redemptions', order));
    visits += 1;
  };
  /** As a wallet does: a request that cannot be read is read again. */
  const readPatiently = async (link: string) => {
    for (let tries = 0; ; tries += 1) {
      try {
        calls += 1;
        return await readRequest(link);
      } catch (error) {
        if (tries > MOST_TRIES) throw error;
        repeat('request not read');
        await sleep(100);
      }
    }
  };

  const come = async () => {
    while (!isOver) await visit().catch((error: unknown) => void wrong.push((error as Error).message));
  };
  const coming = Promise.all(Array.from({ length: VISITORS }, come));
  let kills = 0;
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    await sleep(killEvery * 1_000);
    const index = kills % replicas.length;
    await replicas[index]!.end('SIGKILL');
    kills += 1;
    await sleep(500);
    await deployment.startAgain(index);
  }
  isOver = true;
  await coming;

  const held = await readHeld(shop, members, LIMIT);
  const total = held.reduce((sum, { held: rows }) => sum + rows, 0);
  if (held.some(({ held: rows, counted }) => rows !== counted)) wrong.push('uses are counted otherwise than held');
  if (total !== orders) wrong.push(`${total} uses of ${orders}`);
  const again = Object.values(repeated).reduce((sum, count) => sum + count, 0);
  return {
    ...{ kills, visits, calls, repeated, repeatedShare: Math.round((again / calls) * 10_000) / 10_000 },
    answers: spreadOf(answers),
    wrong,
  } satisfies BehindProxyOutcome;
}
