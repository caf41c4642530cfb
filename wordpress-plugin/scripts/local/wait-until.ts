import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `ready` says true; throws with `what` when that takes too long. */
export async function waitUntil(
  what: string,
  ready: () => boolean | Promise<boolean>,
  patience = 30_000,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await ready())) {
    if (Date.now() > deadline) throw new Error(`${what}: not after ${patience / 1000} s`);
    await sleep(50);
  }
}
