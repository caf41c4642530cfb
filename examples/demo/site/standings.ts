import { setTimeout as pause } from 'node:timers/promises';
import { VerifierProblem, type Change, type Problem, type VerifierClient } from './verifier-client.ts';

/**
 * What became of verifications, as the changes feed tells it: the one thing that takes a grant back before its end.
 *
 * Kept by the verification's id and looked up whenever a door is, so that a change that arrives before the grant it is
 * about is not lost.
 */
export class Standings {
  readonly #taken = new Map<string, Problem>();
  readonly #granted = new Set<string>();

  /** Those that grants rest on. */
  get granted(): readonly string[] {
    return [...this.#granted];
  }

  grant(verificationId: string): void {
    this.#granted.add(verificationId);
  }

  /** Why the verification holds no more, or not now. */
  problemOf(verificationId: string): Problem | undefined {
    return this.#taken.get(verificationId);
  }

  apply({ verificationId, state, problem }: Change): void {
    if (state === 'live') this.#taken.delete(verificationId);
    else this.#taken.set(verificationId, problem ?? { code: 'verification_ended', status: 409 });
  }
}

export interface FollowOptions {
  /** Milliseconds between two looks. */
  readonly every?: number;
  /** Before what is new is told to pages: the reasons that they give are asked for first. */
  readonly onNews?: () => Promise<void>;
}

/** Reads the feed from now on, as a plugin does every few minutes. */
export function followChanges(
  verifier: VerifierClient,
  standings: Standings,
  { every = 1_000, onNews = () => Promise.resolve() }: FollowOptions = {},
) {
  const stopping = new AbortController();
  const following = follow().catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort();
      await following;
    },
  };

  async function follow(): Promise<void> {
    for (let cursor: string | undefined; ;) {
      const next = await read(cursor).catch(keepGoing);
      cursor = next?.cursor ?? cursor;
      if (!next?.more) await pause(every, undefined, { signal: stopping.signal });
    }
  }

  async function read(cursor: string | undefined) {
    try {
      const page = await verifier.changes(cursor);
      if (page.changes.length > 0) await onNews();
      for (const change of page.changes) standings.apply(change);
      return page;
    } catch (error) {
      if (!(error instanceof VerifierProblem) || error.problem.code !== 'cursor_too_old') throw error;
      return { cursor: await readAll(), more: true };
    }
  }

  /** The feed has gone on without us: everything as it is now, and where the feed was when that began. */
  async function readAll(): Promise<string> {
    const missing = new Set(standings.granted);
    const first = await verifier.verifications();
    for (let page = first; ; page = await verifier.verifications(page.next)) {
      for (const { id, ...standing } of page.verifications) {
        standings.apply({ verificationId: id, ...standing });
        missing.delete(id);
      }
      if (page.next !== undefined) continue;
      for (const verificationId of missing) standings.apply({ verificationId, state: 'forgotten' });
      return first.changesCursor;
    }
  }
}

/** The service cannot be heard just now: grants stay as they are, and the feed waits. */
function keepGoing(error: unknown): undefined {
  if (!(error instanceof VerifierProblem)) throw error;
}
