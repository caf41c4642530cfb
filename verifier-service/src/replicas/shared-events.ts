import type { Events, LocalEvents } from '../events.ts';
import type { BrowserState } from '../requests/browser-state.ts';
import type { Link } from './link.ts';

/** Where nobody tells us, we look that often at what our browsers wait for. */
const LOOK_EVERY = 2_000;

export interface SharedEvents extends Events {
  readonly stop: () => void;
}

/**
 * The same over all replicas: a page is told within a moment, whichever replica took the answer. What is told across is
 * the request's id alone; its state is read from the database. Where telling is lost, or there is none, the states are
 * looked at every two seconds instead, so nothing depends on it.
 *
 * @param read how the requests of these ids are seen now
 */
export function shareEvents(
  local: LocalEvents,
  link: Pick<Link, 'tell' | 'onTold' | 'hears'>,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, BrowserState>>,
): SharedEvents {
  const refresh = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    for (const [id, state] of await read(ids)) local.publish(id, state);
  };
  // A database that is away now is looked at again.
  const tryRefresh = (ids: readonly string[]) => void refresh(ids).catch(() => undefined);

  link.onTold((id) => {
    if (local.isAwaited(id)) tryRefresh([id]);
  });
  let heard = true;
  const looking = setInterval(() => {
    const hears = link.hears();
    // Once more when it is back: what was told meanwhile was told to nobody.
    if (!hears || !heard) tryRefresh(local.awaited());
    heard = hears;
  }, LOOK_EVERY).unref();

  return {
    publish: (id, state) => {
      local.publish(id, state);
      link.tell(id);
    },
    subscribe: local.subscribe,
    stop: () => clearInterval(looking),
  };
}
