import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CredentialFormat } from '../src/profile/index.ts';
import { formats } from '../test/factories/index.ts';
import { median, rounded, type Rounds } from './measure.ts';
import { loadPeers } from './peers.ts';
import { inlinedPresentations, knownPresentations, type Presentations, unseenPresentations } from './workload.ts';

export interface LibraryRow {
  readonly presentations: string;
  readonly verifier: string;
  readonly 'ms (CPU)': number;
  readonly 'a second': number;
  /** The cost in native Ed25519 verifications of the same process: what travels between machines. */
  readonly EE: number;
  /** How many times as fast as stock `@digitalbazaar/vc` on such presentations. */
  readonly 'times stock'?: number;
}

/** What a process is to measure. */
export interface VerifierOrder {
  readonly verifier: string;
  readonly format: CredentialFormat;
  /** Its presentations, as JSON. */
  readonly file: string;
  /** A new verifier each round, that has seen none of the presentations. */
  readonly forgets: boolean;
  readonly runs: number;
}

export interface RoundResult {
  readonly ms: number;
  readonly nativeMs: number;
}

type Row = Omit<VerifierOrder, 'file' | 'runs'> & { readonly presentations: string; readonly documents: Presentations };

/** More than any memo of keys holds, so that no key is known from an earlier round. */
const UNSEEN = 1_200;
const KNOWN = 200;
/** How many runs a round has of ours and of the floor, which take a tenth of the time of all others. */
const FAST = 8;

/** What one presentation costs each verifier. The rounds of all are interleaved, so that noise falls on all alike. */
export async function measureLibraries(rounds: Rounds): Promise<LibraryRow[]> {
  const rows = await makeRows();
  const folder = mkdtempSync(join(tmpdir(), 'coop-bench-'));
  const children: ChildProcess[] = [];
  try {
    for (const [index, row] of rows.entries()) children.push(await start(row, join(folder, `${index}.json`), rounds));
    const results: RoundResult[][] = rows.map(() => []);
    for (let round = 0; round < rounds.rounds; round++) {
      for (const [index, child] of children.entries()) results[index]!.push(await oneRound(child));
    }
    return describe(rows, results);
  } finally {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true });
  }
}

async function makeRows(): Promise<Row[]> {
  const rows: Row[] = [];
  const peers = await loadPeers();
  for (const format of formats) {
    const unseen = await unseenPresentations(format, UNSEEN);
    const known = await knownPresentations(format, KNOWN);
    const floor = formats[0] === format ? ['the native floor'] : [];
    for (const verifier of [...floor, 'core', 'stock']) {
      rows.push({ presentations: `unseen ${format}`, verifier, format, documents: unseen, forgets: true });
    }
    for (const verifier of ['core', 'stock']) {
      rows.push({ presentations: `known ${format}`, verifier, format, documents: known, forgets: false });
    }
    for (const { name: verifier, inlineContext } of peers.filter((peer) => peer.format === format)) {
      const presentations = `unseen ${format}${inlineContext ? ', context written out' : ''}`;
      const documents = inlineContext ? await inlinedPresentations(format, KNOWN) : unseen;
      rows.push({ presentations, verifier, format, documents, forgets: true });
    }
  }
  return rows;
}

async function start(row: Row, file: string, { runsPerRound }: Rounds): Promise<ChildProcess> {
  const { verifier, format, documents, forgets } = row;
  writeFileSync(file, JSON.stringify(documents));
  const runs = verifier === 'core' || verifier === 'the native floor' ? FAST * runsPerRound : runsPerRound;
  const order: VerifierOrder = { verifier, format, file, forgets, runs };
  const child = fork(fileURLToPath(new URL('measured-verifier.ts', import.meta.url)), [JSON.stringify(order)]);
  await answered(child);
  return child;
}

async function oneRound(child: ChildProcess): Promise<RoundResult> {
  child.send('round');
  return (await answered(child)) as RoundResult;
}

async function answered(child: ChildProcess): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const gone = (code: number | null) => reject(new Error(`A verifier of the benchmark ended with ${code}`));
  child.once('message', resolve).once('exit', gone);
  return promise.finally(() => child.off('exit', gone));
}

function describe(rows: readonly Row[], results: readonly RoundResult[][]): LibraryRow[] {
  const costs = results.map((rounds) => median(rounds.map(({ ms }) => ms)));
  const stock = new Map(
    rows.flatMap(({ verifier, presentations }, index) =>
      verifier === 'stock' ? [[presentations, costs[index]!] as const] : [],
    ),
  );
  return rows.map(({ presentations, verifier }, index) => {
    const ms = costs[index]!;
    const ofStock = stock.get(presentations.split(',')[0]!);
    return {
      ...{ presentations, verifier, 'ms (CPU)': rounded(ms, 3), 'a second': Math.round(1_000 / ms) },
      EE: rounded(median(results[index]!.map((round) => round.ms / round.nativeMs))),
      ...(ofStock !== undefined && { 'times stock': rounded(ofStock / ms) }),
    };
  });
}
