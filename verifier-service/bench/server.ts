// One verifier behind Express, in a process of its own: `npm run bench` posts presentations to it as wallets do.
import { createDidResolver, createVerifier, readVpToken, VerificationError } from '@coop-credentials/core';
import express, { type Request } from 'express';
import type { AddressInfo } from 'node:net';
import { stockVerifier } from '../../core/bench/stock.ts';
import { expectedOf } from '../../core/bench/verifiers.ts';
import { worstExpected } from '../../core/bench/worst.ts';
import { formOf, readForm } from '../src/http/read-form.ts';
import { createVerificationPool } from '../src/workers/verification-pool.ts';

export interface ServerOrder {
  readonly verifier: 'core' | 'stock';
  /** A format's name and issuer. */
  readonly format: string;
  readonly issuer: string;
  /** Of verification; none for the main thread. */
  readonly threads: number;
}

const { verifier, format, issuer, threads } = JSON.parse(process.argv[2] ?? '') as ServerOrder;
const expected = expectedOf(issuer);
const refuse = () => Promise.reject(new Error('the benchmark fetches nothing'));
const ports = { clock: () => expected.now, fetchJson: refuse };
const core =
  threads > 0
    ? createVerificationPool({ size: threads, resolveDid: createDidResolver(ports), fetchStatusList: refuse })
    : createVerifier(ports);
if ('ready' in core) await core.ready;
const stock = stockVerifier(format);

async function judge(token: string): Promise<void> {
  if (verifier === 'stock') return stock(token);
  const { outcome, problem } = await core.verifyPresentation(readVpToken(token), expected);
  if (outcome !== 'accepted') throw new Error(`The core refused a fixture: ${problem?.code}`);
}

/** As the service sets up its own, and reads forms: the same for all verifiers. */
const app = express().disable('x-powered-by').disable('etag');
const tokenOf = (request: Request) => new URLSearchParams(formOf(request)).get('vp_token') ?? '';
app.post('/', readForm, async (request, response) => {
  await judge(tokenOf(request));
  response.json({});
});
/** Hostile answers, which are judged whatever comes of them. */
app.post('/hostile', readForm, async (request, response) => {
  try {
    await core.verifyPresentation(readVpToken(tokenOf(request)), worstExpected());
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
  }
  response.json({});
});
app.get('/cpu', (_, response) => void response.json(process.cpuUsage()));
// While the others have their rounds, its client's connections stay.
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
server.keepAliveTimeout = 0;
