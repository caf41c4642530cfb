import { formats } from '../test/factories/index.ts';
import { type Candidate, measure, rounded, type Rounds } from './measure.ts';
import { loadPeers } from './peers.ts';
import { stockVerifier } from './stock.ts';
import {
  coreVerifier,
  inlinedPresentations,
  knownPresentations,
  nativeFloor,
  nativeVerification,
  type Presentations,
  unseenPresentations,
} from './workload.ts';

export interface LibraryRow {
  readonly presentations: string;
  readonly verifier: string;
  readonly 'ms (CPU)': number;
  readonly 'a second': number;
  readonly EE: number;
  /** How many times as fast as stock `@digitalbazaar/vc` on the same presentations, where it verifies those. */
  readonly 'times stock'?: number;
}

interface Row extends Candidate {
  readonly presentations: string;
  readonly verifier: string;
  readonly stock?: string;
}

/** Enough that caches of verifications never see one twice in a round, few enough to make. */
const DOCUMENTS = 120;

/** What one presentation costs each verifier in this process. */
export async function measureLibraries(rounds: Rounds): Promise<{ rows: LibraryRow[]; nativeMs: number }> {
  const rows = [await floorRow(), ...(await formatRows(rounds)), ...(await peerRows())];
  const native: Candidate = { name: 'native', run: nativeVerification() };
  const milliseconds = await measure([native, ...rows], rounds);
  const nativeMs = milliseconds.get('native')!;
  const described = rows.map(({ name, presentations, verifier, stock }): LibraryRow => {
    const ms = milliseconds.get(name)!;
    const measured = {
      'ms (CPU)': rounded(ms, 3),
      'a second': Math.round(1_000 / ms),
      EE: rounded(ms / nativeMs),
    };
    return {
      presentations,
      verifier,
      ...measured,
      ...(stock !== undefined && { 'times stock': rounded(milliseconds.get(stock)! / ms) }),
    };
  });
  return { rows: described, nativeMs };
}

const floorRow = async (): Promise<Row> => {
  const documents = await unseenPresentations('vcdm2-eddsa-rdfc-2022', 8);
  return row('any', 'the native floor', documents, nativeFloor());
};

async function formatRows({ rounds, runsPerRound }: Rounds): Promise<Row[]> {
  const found: Row[] = [];
  for (const format of formats) {
    const unseen = `unseen ${format}`;
    const known = `known ${format}`;
    // Ours remembers what it verified: each is shown to it once.
    const fresh = await unseenPresentations(format, (rounds + 1) * runsPerRound);
    const shared = fresh.slice(0, DOCUMENTS);
    const again = await knownPresentations(format, DOCUMENTS);
    found.push(
      row(unseen, 'core', once(fresh), coreVerifier(), nameOf(unseen, 'stock')),
      row(unseen, 'stock', shared, stockVerifier(format), nameOf(unseen, 'stock')),
      row(known, 'core', again, coreVerifier(), nameOf(known, 'stock')),
      row(known, 'stock', again, stockVerifier(format), nameOf(known, 'stock')),
    );
  }
  return found;
}

async function peerRows(): Promise<Row[]> {
  const found: Row[] = [];
  for (const { name, format, verify, inlineContext } of await loadPeers()) {
    const unseen = inlineContext ? `unseen ${format}, context written out` : `unseen ${format}`;
    const documents = await (inlineContext ? inlinedPresentations : unseenPresentations)(format, 40);
    found.push(row(unseen, name, documents, verify, nameOf(`unseen ${format}`, 'stock')));
  }
  return found;
}

const nameOf = (presentations: string, verifier: string) => `${presentations}: ${verifier}`;

/** Gives out each in turn, and never one twice. */
function once(documents: Presentations): () => string {
  const left = documents.values();
  return () => {
    const { value, done } = left.next();
    if (done) throw new Error('Not enough presentations were made.');
    return value;
  };
}

function row(
  presentations: string,
  verifier: string,
  documents: Presentations | (() => string),
  verify: (presentation: string) => unknown,
  stock?: string,
): Row {
  const next = typeof documents === 'function' ? documents : (index: number) => documents[index % documents.length]!;
  return {
    ...{ name: nameOf(presentations, verifier), presentations, verifier, run: (index) => verify(next(index)) },
    ...(stock !== undefined && { stock }),
  };
}
