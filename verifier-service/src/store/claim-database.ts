import { closeSync, openSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const LOOK_AGAIN_AFTER = 1_000;
/** What a service that was told to stop may take: one that starts in its place meanwhile is nothing to warn of. */
const ENDS_WITHIN = 6_000;
const FOR_US_ALONE = 0o600;
/** https://www.sqlite.org/rescode.html */
const BUSY = 5;

export interface Claim {
  readonly stop: () => void;
}

/**
 * One service at a time claims a SQLite file, for as long as it lives: by SQLite's lock on an empty file beside it, of
 * which the system lets go however the process ends. Commands claim nothing.
 *
 * @param on `claimed` once this service is the only one, at once or when the other has ended; `shared`, once, when the
 *   other goes on
 */
export async function claimDatabase(
  file: string,
  on: { readonly claimed: () => Promise<void>; readonly shared: () => void },
  endsWithin = ENDS_WITHIN,
): Promise<Claim> {
  const began = performance.now();
  let lock: DatabaseSync | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let told = false;
  const look = async (): Promise<void> => {
    const found = takeLock(file);
    if (found !== 'taken') {
      lock = found;
      return on.claimed();
    }
    if (!told && performance.now() - began >= endsWithin) {
      told = true;
      on.shared();
    }
    waiting = setTimeout(() => void look(), LOOK_AGAIN_AFTER).unref();
  };
  await look();
  return {
    stop: () => {
      clearTimeout(waiting);
      lock?.close();
    },
  };
}

/** Undefined where there can be no lock, as on a full disk: then nothing is known of another service. */
function takeLock(file: string): DatabaseSync | 'taken' | undefined {
  let lock: DatabaseSync | undefined;
  try {
    const beside = `${realpathSync(file)}-service`;
    closeSync(openSync(beside, 'a', FOR_US_ALONE));
    lock = new DatabaseSync(beside, { timeout: 0 });
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    return (error as { readonly errcode?: number }).errcode === BUSY ? 'taken' : undefined;
  }
}
