// One verifier in a process of its own, so that it pays for its own garbage and for nobody else's.
import { readFileSync } from 'node:fs';
import { type RoundResult, type VerifierOrder } from './library.ts';
import { cpuOf } from './measure.ts';
import { loadPeers } from './peers.ts';
import { stockVerifier } from './stock.ts';
import { coreVerifier, nativeFloor, nativeVerification } from './verifiers.ts';
import { type Presentations } from './workload.ts';

type Verify = (presentation: string) => unknown;

const { verifier, format, issuer, file, forgets, runs } = JSON.parse(process.argv[2] ?? '') as VerifierOrder;
const documents = JSON.parse(readFileSync(file, 'utf8')) as Presentations;
const native = nativeVerification();
let verify = await create();
let next = 0;
await cpuOf(runs, one);
await cpuOf(runs, one);

process.on('message', () => void round().then((result) => process.send?.(result)));
process.send?.('ready');

/** Each round takes other presentations, and where it is to have seen none of them a verifier that has not. */
async function round(): Promise<RoundResult> {
  if (forgets) verify = await create();
  // The unit before and after: others use the machine too.
  const before = await cpuOf(100, native);
  const ms = await cpuOf(runs, one);
  return { ms, nativeMs: (before + (await cpuOf(100, native))) / 2 };
}

function one(): unknown {
  return verify(documents[next++ % documents.length]!);
}

async function create(): Promise<Verify> {
  if (verifier === 'core') return coreVerifier(issuer);
  if (verifier === 'stock') return stockVerifier(format);
  if (verifier === 'the native floor') return nativeFloor();
  const peer = (await loadPeers()).find((one) => one.name === verifier && one.format === format);
  if (!peer) throw new Error(`There is no verifier ${verifier}`);
  return peer.verify;
}
