import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { GateName } from './policies.ts';
import type { Problem } from './verifier-client.ts';

/** Why a door is open for this visitor, and until when. */
export interface Grant {
  readonly verificationId: string;
  readonly until: Date;
  readonly reason: string;
}

/** A request this visitor opened and has not finished. `subject` is what the service calls it by. */
export interface PendingRequest {
  readonly gate: GateName;
  readonly requestId: string;
  readonly subject: string;
}

/** What the site remembers of one visitor. No name, no claim. */
export interface Session {
  readonly pending: PendingRequest[];
  readonly grants: Map<GateName, Grant>;
  /** Why the last try at a gate failed, for the visitor's other tab, which hears of it later. */
  readonly refusals: Map<GateName, Problem>;
  readonly basket: Map<string, number>;
  /** What is being collected: one thing at a time, so that a second tab sees what the first one got. */
  collecting: Promise<unknown>;
}

const cookieName = 'riverside_session';
const mostSessions = 10_000;

/** Visitors by an unguessable HttpOnly cookie. In memory: a restart forgets them all. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** The visitor's session; an empty one, not kept, for who has none. */
  read(request: Request): Session {
    return this.#sessions.get(idFrom(request)) ?? emptySession();
  }

  /** The visitor's session, made on the first thing worth remembering. */
  keep(request: Request, response: Response): Session {
    const known = this.#sessions.get(idFrom(request));
    if (known) return known;

    const id = randomBytes(32).toString('base64url');
    const session = emptySession();
    this.#sessions.set(id, session);
    if (this.#sessions.size > mostSessions) this.#sessions.delete(this.#sessions.keys().next().value!);
    response.cookie(cookieName, id, { httpOnly: true, sameSite: 'lax', path: '/' });
    return session;
  }
}

/** The grant that opens the gate now, if there is one. */
export function liveGrant(session: Session, gate: GateName, now = new Date()): Grant | undefined {
  const grant = session.grants.get(gate);
  return grant && grant.until > now ? grant : undefined;
}

const emptySession = (): Session => ({
  pending: [],
  grants: new Map(),
  refusals: new Map(),
  basket: new Map(),
  collecting: Promise.resolve(),
});

const idFrom = (request: Request): string =>
  (request.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === cookieName)?.[1] ?? '';
