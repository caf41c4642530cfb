import { parseRefusal, parseStatus } from './parse-host-answer.ts';
import type { Refusal, Status } from './presentation-request.ts';

export interface WatchPorts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly openEvents: (url: string) => EventSource;
}

export interface WatchListener {
  readonly onStatus: (status: Status) => void;
  readonly onConnection: (connected: boolean) => void;
  /** The channel itself is gone, for good. */
  readonly onGone: (refusal: Refusal) => void;
}

export interface Watch {
  /** Looks now: on return to the page, when back online, when the time is up. */
  readonly look: () => void;
  readonly close: () => void;
}

/** Silence after which events are taken to be held back, by a proxy for example, and polling begins beside them. */
const silence = 5000;
const pollEvery = 2000;
const pollAtMost = 10_000;

/**
 * Follows the browser channel: server-sent events, and polling wherever those do not come through.
 * Polling rests while the page is hidden; `look` wakes it.
 */
export function watchStatus(url: string, skew: number, listener: WatchListener, ports: WatchPorts): Watch {
  let closed = false;
  let events: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = pollEvery;
  let polling = false;

  const heard = (body: unknown): void => {
    const status = parseStatus(body, skew);
    if (closed || !status) return;
    listener.onConnection(true);
    listener.onStatus(status);
  };

  const later = (delay: number): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void poll(), delay);
  };

  const poll = async (): Promise<void> => {
    if (closed || polling || document.hidden) return;
    polling = true;
    try {
      const response = await ports.fetch(url, {
        headers: { accept: 'application/json' },
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(pollAtMost),
      });
      const body: unknown = await response.json();
      const refusal = parseRefusal(body);
      if (response.ok) heard(body);
      else if (refusal && (response.status === 404 || response.status === 410)) listener.onGone(refusal);
      else throw new TypeError(`status ${response.status}`);
      wait = pollEvery;
    } catch {
      wait = Math.min(wait * 2, pollAtMost);
      if (!closed) listener.onConnection(false);
    } finally {
      polling = false;
    }
    if (events?.readyState !== events?.OPEN || silent) later(wait);
  };

  let silent = true;
  const listen = (): void => {
    silent = true;
    events?.close();
    try {
      events = ports.openEvents(url);
    } catch {
      events = undefined;
      return later(0);
    }
    events.addEventListener('state', (event) => {
      silent = false;
      clearTimeout(timer);
      heard(parsed((event as MessageEvent<string>).data));
    });
    events.addEventListener('error', () => {
      silent = true;
      later(0);
    });
    later(silence);
  };

  listen();
  return {
    look() {
      if (closed) return;
      if (!events || events.readyState === events.CLOSED) listen();
      later(0);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      events?.close();
    },
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
