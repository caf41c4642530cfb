import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What became of the mutants of one file; `leftOut` are no part of a score. */
export interface FileScore {
  /** A test failed. */
  readonly found: number;
  /** No test failed; or they did not end in time, which a busy machine looks like, too. */
  readonly survived: number;
  /** No test runs the place at all. */
  readonly unreached: number;
  readonly leftOut: number;
}

/** As much of Stryker's report as is read here (mutation-testing-report-schema 2). */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly { readonly status: string }[] }>
  >;
}

type Kept = FileScore & { readonly of: string };

/** The last figures of every file, as long as the file is what was measured. Kept in JSON, a line a file. */
export class MutationScores {
  readonly #path: string;
  readonly #kept: Map<string, Kept>;

  constructor(path: string) {
    this.#path = path;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
    this.#kept = new Map(Object.entries(JSON.parse(text) as Record<string, Kept>));
  }

  add(report: Report): void {
    for (const [path, { source, mutants }] of Object.entries(report.files)) {
      this.#kept.set(path, { ...scoreOf(mutants), of: hash(source) });
    }
    this.#write();
  }

  /** Forgets files that are gone. */
  keepOnly(paths: readonly string[]): void {
    for (const path of this.#kept.keys()) if (!paths.includes(path)) this.#kept.delete(path);
    this.#write();
  }

  /** The figures of a file as it is now, or undefined. */
  of(path: string, source: string): FileScore | undefined {
    const kept = this.#kept.get(path);
    return kept?.of === hash(source) ? kept : undefined;
  }

  #write(): void {
    const lines = [...this.#kept.keys()]
      .sort()
      .map((path) => `  ${JSON.stringify(path)}: ${JSON.stringify(this.#kept.get(path))}`);
    writeFileSync(this.#path, `{\n${lines.join(',\n')}\n}\n`);
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

export function scoreOf(mutants: Report['files'][string]['mutants']): FileScore {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [found, survived, unreached] = [count('Killed'), count('Survived', 'Timeout'), count('NoCoverage')];
  return { found, survived, unreached, leftOut: mutants.length - found - survived - unreached };
}

export function sumOf(scores: Iterable<FileScore>): FileScore {
  const sum = { found: 0, survived: 0, unreached: 0, leftOut: 0 };
  for (const score of scores) for (const name of Object.keys(sum) as (keyof FileScore)[]) sum[name] += score[name];
  return sum;
}
