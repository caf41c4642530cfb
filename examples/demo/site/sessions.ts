import { randomBytes, randomInt } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Order } from './orders.ts';
import type { GateName } from './policies.ts';
import type { Standings } from './standings.ts';
import type { Problem } from './verifier-client.ts';

/** Why a door is open for this visitor, and until when. */
export interface Grant {
  readonly verificationId: string;
  readonly until: Date;
  readonly reason: string;
  /** The member's co-op, by its DID. */
  readonly coOpId: string | undefined;
  /** How often the membership may still be used, where that is limited. */
  left: { readonly remaining?: number; readonly resetsAt?: string };
  /** Why the service would not let it be used. */
  problem?: Problem | undefined;
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
  /** Of the order that the basket will be: the same one however often a button is pressed. */
  orderNumber: string;
  readonly orders: Map<string, Order>;
  /** Orders are placed one after the other. */
  ordering: Promise<unknown>;
  /** What became of verifications, for all visitors. */
  readonly standings: Standings;
  /** What is being collected: one thing at a time, so that a second tab sees what the first one got. */
  collecting: Promise<unknown>;
}

const cookieName = 'riverside_session';
const mostSessions = 10_000;

/** Visitors by an unguessable HttpOnly cookie. In memory: a restart forgets them all. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #standings: Standings;

  constructor(standings: Standings) {
    this.#standings = standings;
  }

  /** The visitor's session; an empty one, not kept, for who has none. */
  read(request: Request): Session {
    return this.#sessions.get(idFrom(request)) ?? emptySession(this.#standings);
  }

  /** The visitor's session, made on the first thing worth remembering. */
  keep(request: Request, response: Response): Session {
    const known = this.#sessions.get(idFrom(request));
    if (known) return known;

    const id = randomBytes(32).toString('base64url');
    const session = emptySession(this.#standings);
    this.#sessions.set(id, session);
    if (this.#sessions.size > mostSessions) this.#sessions.delete(this.#sessions.keys().next().value!);
    response.cookie(cookieName, id, { httpOnly: true, sameSite: 'lax', path: '/' });
    return session;
  }
}

/** The grant that opens the gate now, if there is one. */
export function liveGrant(session: Session, gate: GateName): Grant | undefined {
  const { grant, problem } = grantAt(session, gate);
  return problem ? undefined : grant;
}

/** What the visitor was granted at the gate, and why it opens nothing now: its time, its co-op, its use. */
export function grantAt(
  session: Session,
  gate: GateName,
  now = new Date(),
): { readonly grant?: Grant; readonly problem?: Problem } {
  const grant = session.grants.get(gate);
  if (!grant) return {};
  const { verificationId, until, left, problem } = grant;
  const why =
    session.standings.problemOf(verificationId) ??
    (until <= now ? { code: 'verification_ended', status: 409 } : undefined) ??
    problem ??
    (left.remaining === 0 ? { code: 'limit_reached', status: 409, at: left.resetsAt } : undefined);
  return { grant, ...(why && { problem: why }) };
}

export const newOrderNumber = (): string => `R-${randomInt(100_000, 1_000_000)}`;

const emptySession = (standings: Standings): Session => ({
  pending: [],
  grants: new Map(),
  refusals: new Map(),
  basket: new Map(),
  orderNumber: newOrderNumber(),
  orders: new Map(),
  ordering: Promise.resolve(),
  collecting: Promise.resolve(),
  standings,
});

const idFrom = (request: Request): string =>
  (request.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === cookieName)?.[1] ?? '';
