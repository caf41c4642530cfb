import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { frozenAt } from '../test/factories/index.ts';
import { alder, anchor, birch, entryOf, listOf, published, signedBy } from '../test/factories/recognition.ts';
import { rounded } from './measure.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./measured-list.ts', import.meta.url));

export interface RecognitionRow {
  readonly 'a list of 10,000 co-ops': string;
  readonly value: number;
  readonly unit: string;
  /** In native Ed25519 verifications of the same process. */
  readonly EE: number | '';
  readonly aim: string;
}

interface Measured {
  readonly first: { readonly wall: number; readonly cpu: number };
  readonly warm: number;
  readonly parsed: number;
  readonly typed: number;
  readonly native: number;
  readonly memory: number;
  readonly peak: number;
  readonly bytes: number;
  readonly lookUps: { readonly known: number; readonly seldom: number; readonly absent: number };
}

const COUNT = 10_000;

/** What a list costs whoever follows it: verified and indexed, looked up, kept. */
export async function measureRecognition(): Promise<RecognitionRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'coop-bench-list-'));
  try {
    const credentialSubject = Array.from({ length: COUNT }, (_, index) =>
      entryOf({
        id: `did:web:coop-${index}.example`,
        name: `Co-op number ${index}`,
        sameAs: [`https://coop-${index}.coop`, `Register ${index}`],
      }),
    );
    const files = await published([await signedBy(listOf({ credentialSubject }), [alder, birch])]);
    const file = join(folder, 'list.json');
    writeFileSync(file, JSON.stringify({ anchor, now: frozenAt.toISOString(), files }));
    const flags = ['--conditions=@coop-credentials/source', '--expose-gc', '--disable-warning=ExperimentalWarning'];
    const { stdout } = await run(process.execPath, [...flags, program, file], { maxBuffer: 1024 * 1024 });
    return rowsOf(JSON.parse(stdout) as Measured);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf({ first, warm, parsed, typed, native, memory, peak, bytes, lookUps }: Measured): RecognitionRow[] {
  const row = (what: string, value: number, unit: string, { aim = '', ee = 0 } = {}): RecognitionRow => ({
    'a list of 10,000 co-ops': what,
    value: rounded(value),
    unit,
    EE: ee > 0 ? rounded(ee, ee < 10 ? 3 : 0) : '',
    aim,
  });
  const load = `load ${loadavg()[0]!.toFixed(1)}`;
  return [
    row(`its file`, bytes / 1024 / 1024, 'MiB'),
    row(`verified and indexed by a process that just started (${load})`, first.wall, 'ms'),
    row('the same, of processor time', first.cpu, 'ms (CPU)', { aim: '1,000', ee: first.cpu / native }),
    row('verified and indexed, warm', warm, 'ms (CPU)', { ee: warm / native }),
    row('of that: read as JSON', parsed, 'ms (CPU)', { ee: parsed / native }),
    row('of that: typed by its schema, canonical form, digest', typed, 'ms (CPU)', { ee: typed / native }),
    row('looked up, a co-op that was met before', lookUps.known, 'µs (CPU)', {
      aim: '1',
      ee: lookUps.known / 1_000 / native,
    }),
    row('looked up, one of all of them', lookUps.seldom, 'µs (CPU)', { ee: lookUps.seldom / 1_000 / native }),
    row('looked up, one that is not on it', lookUps.absent, 'µs (CPU)', {
      aim: '1',
      ee: lookUps.absent / 1_000 / native,
    }),
    row('kept in memory', memory, 'MiB', { aim: '50' }),
    row('most memory while it is verified, beyond the process (RSS)', peak, 'MiB'),
  ];
}
