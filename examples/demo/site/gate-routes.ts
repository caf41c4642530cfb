import { randomBytes } from 'node:crypto';
import express, { type Response, type Router } from 'express';
import type { Origins } from '../web/places.ts';
import { doorAnswer } from './door-answer.ts';
import { gates } from './gates.ts';
import { gateNames, type GateName } from './policies.ts';
import { liveGrant, type Session, type Sessions } from './sessions.ts';
import { VerifierProblem, type CollectedResult, type Problem, type VerifierClient } from './verifier-client.ts';
import type { Welcome } from './welcome.ts';

/** Requests one visitor may have under way at one gate: two tabs are normal. */
const mostPending = 4;

/**
 * What the element on a page calls: `start`, `collect` and `forget`, one set a gate. And what the page asks meanwhile:
 * how the door stands by now.
 *
 * The browser says nothing that is believed. Which request is meant comes from the session's cookie,
 * where to return to from the gate, and what was found from the service.
 */
export function gateRoutes({
  sessions,
  verifier,
  welcome,
  origins,
}: {
  readonly sessions: Sessions;
  readonly verifier: VerifierClient;
  readonly welcome: Welcome;
  readonly origins: Origins;
}): Router {
  const router = express.Router();
  router.use(express.json({ limit: '4kb' }));
  router.param('gate', (_request, _response, next, name: string) => next(isGate(name) ? undefined : 'route'));

  router.post('/:gate/start', async ({ params }, response) => {
    const gate = params.gate as GateName;
    const session = sessions.keep(response.req, response);
    const subject = randomBytes(16).toString('base64url');
    await answer(response, async () => {
      const { id, ...shown } = await verifier.openRequest({
        policy: gate,
        subject,
        returnUrl: origins.site + gates[gate].page,
        locale: 'en',
      });
      session.refusals.delete(gate);
      if (!liveGrant(session, gate)) session.grants.delete(gate);
      remember(session, { gate, requestId: id, subject });
      return [201, shown];
    });
  });

  router.post('/:gate/collect', async ({ params, body }, response) => {
    const gate = params.gate as GateName;
    const session = sessions.read(response.req);
    const code: unknown = (body as { responseCode?: unknown } | undefined)?.responseCode;
    await answer(response, async () => {
      const collecting = session.collecting.then(() =>
        collect({ session, gate, verifier, welcome }, typeof code === 'string' ? code : undefined),
      );
      session.collecting = collecting.catch(() => undefined);
      return [200, await collecting];
    });
  });

  router.get('/:gate', ({ params }, response) => {
    response.json(doorAnswer(sessions.read(response.req), params.gate as GateName, welcome));
  });

  router.post('/:gate/forget', ({ params }, response) => {
    sessions.read(response.req).grants.delete(params.gate as GateName);
    response.status(204).end();
  });

  return router;
}

interface Collecting {
  readonly session: Session;
  readonly gate: GateName;
  readonly verifier: VerifierClient;
  readonly welcome: Welcome;
}

/**
 * Asks the service about each request the visitor has under way here; a code fits at most one of them.
 * Without a code it is another tab that asks: it gets what the session has already.
 */
async function collect({ session, gate, verifier, welcome }: Collecting, responseCode?: string) {
  const known = doorAnswer(session, gate, welcome);
  if (known.state !== 'locked' && responseCode === undefined) return known;

  let problem: Problem = { code: responseCode ? 'response_code_wrong' : 'request_unknown', status: 403 };
  for (const pending of session.pending.filter((request) => request.gate === gate)) {
    try {
      const result = await verifier.collect(pending.requestId, responseCode);
      if (result.subject !== pending.subject) continue;
      session.pending.splice(session.pending.indexOf(pending), 1);
      return keepGrant(session, gate, welcome, result);
    } catch (error) {
      if (!(error instanceof VerifierProblem)) throw error;
      problem = error.problem;
    }
  }
  const refusal = session.refusals.get(gate);
  if (refusal && responseCode === undefined) return { state: 'rejected', problem: refusal };
  throw new VerifierProblem(problem);
}

function keepGrant(
  session: Session,
  gate: GateName,
  welcome: Welcome,
  { state, verification, problem }: CollectedResult,
) {
  if (state !== 'accepted' || verification?.state !== 'live') {
    const refusal = problem ?? verification?.problem ?? { code: 'verification_ended', status: 409 };
    session.refusals.set(gate, refusal);
    return { state: 'rejected', problem: refusal };
  }

  const { reason = '', issuer } = verification.credentials[0] ?? {};
  const { id, grantUntil, remaining, resetsAt } = verification;
  const left = { ...(remaining !== undefined && { remaining }), ...(resetsAt !== undefined && { resetsAt }) };
  session.standings.grant(id);
  session.grants.set(gate, {
    verificationId: id,
    until: new Date(grantUntil),
    reason,
    left,
    coOpId: issuer?.id,
  });
  return doorAnswer(session, gate, welcome);
}

function remember(session: Session, request: Session['pending'][number]) {
  const others = session.pending.filter(({ gate }) => gate === request.gate);
  if (others.length >= mostPending) session.pending.splice(session.pending.indexOf(others.at(-1)!), 1);
  session.pending.unshift(request);
}

async function answer(response: Response, act: () => Promise<readonly [number, unknown]>) {
  try {
    const [status, body] = await act();
    response.status(status).json(body);
  } catch (error) {
    if (!(error instanceof VerifierProblem)) throw error;
    const { problem } = error;
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

const isGate = (name: string): name is GateName => (gateNames as readonly string[]).includes(name);
