import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg } from 'node:os';

/** What one thing was measured to be: words and numbers, by the heading of their column. */
export type Row = Readonly<Record<string, string | number>> | object;

interface GroupResult {
  readonly name: string;
  /** That the group took as a whole. */
  readonly seconds: number;
  readonly rows: readonly Row[];
}

interface Kept extends GroupResult {
  readonly node: string;
  readonly machine: string;
  readonly measuredAt: string;
}

/** A folder of figures, written by runs and by nobody's hand. */
export interface Results {
  readonly folder: URL;
  /** How its page begins. */
  readonly title: string;
  readonly intro: string;
}

/** Puts a group's figures in the place of those that an earlier run left. */
export function keepResults({ folder, title, intro }: Results, result: GroupResult): void {
  const kept = new URL('results.json', folder);
  mkdirSync(folder, { recursive: true });
  const others = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Kept[]) : [];
  // Who shares the machine shows in every figure but ratios, and in those too.
  const machine = `${cpus().length} cores, ${arch()}, load ${Math.round(loadavg()[1]!)}`;
  const measuredAt = new Date().toISOString().slice(0, 10);
  const { name, ...figures } = result;
  const one: Kept = { ...{ name, node: process.version, machine, measuredAt }, ...figures };
  const isKnown = others.some((other) => other.name === name);
  const all = isKnown ? others.map((other) => (other.name === name ? one : other)) : [...others, one];
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(new URL('README.md', folder), describe([`# ${title}`, intro], all));
}

function describe(intro: readonly string[], all: readonly Kept[]): string {
  const parts = all.map(({ name, node, machine, measuredAt, seconds, rows }) =>
    [`## ${name}`, `Node ${node}, ${machine}, ${measuredAt}; the group took ${seconds} s.`, table(rows)].join('\n\n'),
  );
  return `${[...intro, ...parts].join('\n\n')}\n`;
}

/** As the formatter has it: columns as wide as their widest cell. */
function table(rows: readonly Row[]): string {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => headings.map((heading) => String((row as Record<string, unknown>)[heading] ?? '')));
  const widths = headings.map((heading, column) =>
    Math.max(3, heading.length, ...cells.map((line) => line[column]!.length)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
