import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../test/bed/command-line.ts';
import { siteClient } from '../test/bed/site-client.ts';
import { orderWorkload } from './orders.ts';
import { openShop, type Shop } from './shop.ts';
import { spreadOf, type Spread } from './spread.ts';
import { visitWorkload } from './visits.ts';
import { Tally, type Running } from './workload.ts';

const LIMIT = 3;
/** Who calls at the same time. */
const BUYERS = 4;
const VISITORS = 3;
/**
 * A service is killed soon after the first, second or third of such a call was answered: a slow machine gets as far as
 * a fast one, and every kind of call is cut off.
 */
const KILLED_AFTER = ['reserve', 'open', 'answer', 'collect'];
const MOST_CALLS = 3;
const MOST_MILLISECONDS = 25;

export interface KillOutcome {
  readonly kills: number;
  /** Calls of each kind that were answered; and those that the kills cut off. */
  readonly acknowledged: Tally['acknowledged'];
  readonly cutOff: Tally['cutOff'];
  /** What is not as it was acknowledged, is there twice, or is counted otherwise than held. */
  readonly wrong: readonly string[];
  /** Milliseconds from the start of a process until it was ready. */
  readonly ready: Spread;
  readonly milliseconds: number;
}

export interface KillOptions {
  readonly kills: number;
  /** Milliseconds after which no further round begins. */
  readonly within: number;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** After each kill: how many there were, and how much was found wrong. */
  readonly onRound?: (kills: number, wrong: number) => void;
}

/**
 * Kills a real service in the middle of redemptions and of presentations, again and again, and starts a new process on
 * the same files. Each time, everything that was acknowledged is there; calls that were cut
 * off are made again and count once.
 */
export async function killAgain({ kills, within, random, onRound }: KillOptions): Promise<KillOutcome> {
  const began = performance.now();
  using shop = await openShop([LIMIT], Math.max(20, kills * 4));
  const tally = new Tally();
  const orders = orderWorkload({ shop, limit: LIMIT, random, tally });
  const visits = visitWorkload({ shop, tally });
  const wrong: string[] = [];
  const starts: number[] = [];

  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';

  let round = 0;
  for (; round < kills && performance.now() - began < within; round += 1) {
    await using service = await startProcess(shop.environment);
    starts.push(service.startedIn);
    const running = runningAt(shop, service.url);
    wrong.push(...(await orders.recover(running)), ...(await visits.recover(running)));
    const moment = tally.next(pick(KILLED_AFTER), 1 + Math.floor(random() * MOST_CALLS));
    const work = Promise.all([
      ...Array.from({ length: BUYERS }, () => orders.work(running)),
      ...Array.from({ length: VISITORS }, () => visits.work(running)),
    ]);
    await Promise.race([moment.then(() => sleep(random() * MOST_MILLISECONDS)), work]);
    await service.end('SIGKILL');
    await work;
    onRound?.(round + 1, wrong.length);
  }

  {
    await using service = await startProcess(shop.environment);
    starts.push(service.startedIn);
    const running = runningAt(shop, service.url);
    wrong.push(...(await orders.recover(running)), ...(await visits.recover(running)));
  }
  wrong.push(...(await orders.audit()), ...(await visits.audit()));
  return {
    kills: round,
    acknowledged: tally.acknowledged,
    cutOff: tally.cutOff,
    wrong,
    ready: spreadOf(starts),
    milliseconds: Math.round(performance.now() - began),
  };
}

/** The shop's site and its members' wallets, of a service that runs on it. */
export function runningAt(
  { siteUrl, key, environment }: Pick<Shop, 'siteUrl' | 'key' | 'environment'>,
  url: string,
): Running {
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x: '' } as const;
  const site = { id: '', name: '', url: siteUrl, origin: '', did: '', keyId: '', publicKey };
  return {
    site: siteClient(url, site, key),
    reach: (address) => address.replace(environment['PUBLIC_URL'] ?? '', url),
  };
}
