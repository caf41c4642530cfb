import type { BrowserState } from './requests/browser-state.ts';

type Listener = (state: BrowserState) => void;

/**
 * Tells the browser channels what happened to a request.
 *
 * Nothing is published when time alone ends a request: a subscriber reads `expiresAt` and keeps its own timer.
 */
export interface Events {
  readonly publish: (requestId: string, state: BrowserState) => void;
  /** @returns a function that ends the subscription */
  readonly subscribe: (requestId: string, listener: Listener) => () => void;
}

/** Those of this process alone. */
export interface LocalEvents extends Events {
  /** The requests that somebody has subscribed to. */
  readonly awaited: () => readonly string[];
  readonly isAwaited: (requestId: string) => boolean;
}

export function createEvents(): LocalEvents {
  const listeners = new Map<string, Set<Listener>>();

  return {
    awaited: () => [...listeners.keys()],
    isAwaited: (requestId) => listeners.has(requestId),
    publish: (requestId, state) => {
      for (const listener of listeners.get(requestId) ?? []) listener(state);
    },
    subscribe: (requestId, listener) => {
      const those = listeners.get(requestId) ?? new Set();
      listeners.set(requestId, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(requestId);
      };
    },
  };
}
