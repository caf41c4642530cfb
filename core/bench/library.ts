import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Format } from './formats.ts';
import { rounded, typical } from './measure.ts';
import { loadPeers } from './peers.ts';
import { inlinedPresentations, knownPresentations, type Presentations, unseenPresentations } from './workload.ts';

export interface LibraryRow {
  readonly presentations: string;
  readonly verifier: string;
  readonly 'ms (CPU)': number;
  readonly 'a second': number;
  /** The cost in native Ed25519 verifications of the same process: what travels between machines. */
  readonly EE: number;
  /** How many times as fast as the stock library on such presentations. */
  readonly 'times stock'?: number;
}

/** What a process is to measure. */
export interface VerifierOrder {
  readonly verifier: string;
  /** Its name. */
  readonly format: string;
  readonly issuer: string;
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

type Row = Pick<VerifierOrder, 'verifier' | 'forgets'> & {
  readonly presentations: string;
  readonly documents: Presentations;
};

interface Plan {
  /** More than any memo of keys holds, so that no key is known from an earlier round; or all that are needed. */
  readonly unseen: number;
  readonly known: number;
  /** In a round. */
  readonly runs: number;
  /** The same of ours and of the floor, which take a fraction of the time of all others. */
  readonly fastRuns: number;
}

const plans: Readonly<Record<'main' | 'other' | 'slow', Plan>> = {
  main: { unseen: 1_200, known: 200, runs: 25, fastRuns: 200 },
  other: { unseen: 280, known: 40, runs: 10, fastRuns: 40 },
  slow: { unseen: 14, known: 14, runs: 2, fastRuns: 2 },
};

const planOf = ({ isMain, isSlow }: Format): Plan => plans[isMain ? 'main' : isSlow ? 'slow' : 'other'];

/** What one presentation costs each verifier. The rounds of all are interleaved, so that noise falls on all alike. */
export async function measureLibrary(format: Format, rounds: number): Promise<LibraryRow[]> {
  console.error(`  ${format.name} …`);
  const rows = await makeRows(format, planOf(format));
  const folder = mkdtempSync(join(tmpdir(), 'coop-bench-'));
  const children: ChildProcess[] = [];
  try {
    for (const [index, row] of rows.entries()) {
      children.push(await start(format, row, join(folder, `${index}.json`)));
    }
    const results: RoundResult[][] = rows.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, child] of children.entries()) results[index]!.push(await oneRound(child));
    }
    return describe(rows, results);
  } finally {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true });
  }
}

async function makeRows(format: Format, plan: Plan): Promise<Row[]> {
  const { name, isMain } = format;
  const unseen = await unseenPresentations(format, plan.unseen);
  const known = await knownPresentations(format, plan.known);
  const rows = (isMain ? ['the native floor', 'core', 'stock'] : ['core', 'stock']).map((verifier): Row => ({
    presentations: `unseen ${name}`,
    verifier,
    documents: unseen,
    forgets: true,
  }));
  for (const verifier of ['core', 'stock']) {
    rows.push({ presentations: `known ${name}`, verifier, documents: known, forgets: false });
  }
  for (const { name: verifier, inlineContext } of (await loadPeers()).filter((peer) => peer.format === name)) {
    const presentations = `unseen ${name}${inlineContext ? ', context written out' : ''}`;
    const documents = inlineContext ? await inlinedPresentations(plan.known) : unseen;
    rows.push({ presentations, verifier, documents, forgets: true });
  }
  return rows;
}

async function start(format: Format, { verifier, documents, forgets }: Row, file: string): Promise<ChildProcess> {
  writeFileSync(file, JSON.stringify(documents));
  const { runs, fastRuns } = planOf(format);
  const isFast = verifier === 'core' || verifier === 'the native floor';
  const { name, issuer } = format;
  const order: VerifierOrder = { verifier, format: name, issuer, file, forgets, runs: isFast ? fastRuns : runs };
  const child = fork(fileURLToPath(new URL('measured-verifier.ts', import.meta.url)), [JSON.stringify(order)]);
  await answered(child);
  return child;
}

async function oneRound(child: ChildProcess): Promise<RoundResult> {
  child.send('round');
  return (await answered(child)) as RoundResult;
}

/** @throws Error where it ends instead */
export async function answered(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  const gone = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`A process of the benchmark ended with ${code}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), gone])) as [unknown];
    return message;
  } finally {
    gone.catch(() => undefined);
    over.abort();
  }
}

function describe(rows: readonly Row[], results: readonly RoundResult[][]): LibraryRow[] {
  const costs = results.map((rounds) => typical(rounds.map(({ ms }) => ms)));
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
      EE: rounded(typical(results[index]!.map((round) => round.ms / round.nativeMs))),
      ...(ofStock !== undefined && { 'times stock': rounded(ofStock / ms) }),
    };
  });
}
