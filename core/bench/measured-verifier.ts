// One verifier in a process of its own, so that it pays for its own garbage and for nobody else's.
import { readFileSync } from 'node:fs';
import { type CredentialFormat } from '../src/profile/index.ts';
import { type RoundResult, type VerifierOrder } from './library.ts';
import { loadPeers } from './peers.ts';
import { stockVerifier } from './stock.ts';
import { coreVerifier, nativeFloor, nativeVerification, type Presentations } from './workload.ts';

type Verify = (presentation: string) => unknown;

const { verifier, format, file, forgets, runs } = JSON.parse(process.argv[2] ?? '') as VerifierOrder;
const documents = JSON.parse(readFileSync(file, 'utf8')) as Presentations;
const native = nativeVerification();
let verify = await create();
let next = 0;
await timed(runs, one);
await timed(runs, one);

process.on('message', () => void round().then((result) => process.send?.(result)));
process.send?.('ready');

/** Each round takes other presentations, and where it is to have seen none of them a verifier that has not. */
async function round(): Promise<RoundResult> {
  if (forgets) verify = await create();
  return { ms: await timed(runs, one), nativeMs: await timed(200, native) };
}

function one(): unknown {
  return verify(documents[next++ % documents.length]!);
}

async function timed(times: number, run: () => unknown): Promise<number> {
  const started = process.cpuUsage();
  for (let index = 0; index < times; index++) await run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000 / times;
}

async function create(): Promise<Verify> {
  if (verifier === 'core') return coreVerifier();
  if (verifier === 'stock') return stockVerifier(format as CredentialFormat);
  if (verifier === 'the native floor') return nativeFloor();
  const peer = (await loadPeers()).find((one) => one.name === verifier && one.format === format);
  if (!peer) throw new Error(`There is no verifier ${verifier}`);
  return peer.verify;
}
