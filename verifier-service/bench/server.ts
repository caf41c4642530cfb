// One verifier behind Express, in a process of its own: `npm run bench` posts presentations to it as wallets do.
import { createDidResolver, createVerifier, readVpToken } from '@coop-credentials/core';
import express from 'express';
import { type AddressInfo } from 'node:net';
import { stockVerifier } from '../../core/bench/stock.ts';
import { expected } from '../../core/bench/workload.ts';
import { type CredentialFormat } from '@coop-credentials/core/profile';
import { createVerificationPool } from '../src/workers/verification-pool.ts';

const { verifier, format, threads } = JSON.parse(process.argv[2] ?? '') as {
  readonly verifier: 'core' | 'stock';
  readonly format: CredentialFormat;
  readonly threads: number;
};

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

const app = express();
app.post('/', express.urlencoded({ limit: '64kb' }), async (request, response) => {
  await judge((request.body as { readonly vp_token: string }).vp_token);
  response.json({});
});
app.get('/cpu', (_, response) => void response.json(process.cpuUsage()));
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
