import { dirname } from 'node:path';
import { sumOf, type FileScore } from './scores.ts';

/** Files by their paths; undefined where one was not measured as it is now. */
export type Measured = ReadonlyMap<string, FileScore | undefined>;

const HEAD = ['folder', 'files measured', 'mutants', 'found', 'survived', 'never run', 'left out', 'score'];

/** A row a folder and one for all, in Markdown as Prettier has it. */
export function tableOf(measured: Measured): string {
  const folders = [...Map.groupBy(measured, ([path]) => dirname(path))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const lines = folders.map(([folder, files]) => row(`\`${folder}\``, new Map(files)));
  const all = [HEAD, ...lines, row('all', measured)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const padded = (line: readonly string[]) =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [HEAD, rule, ...all.slice(1)].map(padded).join('\n');
}

function row(name: string, files: Measured): readonly string[] {
  const scores = [...files.values()].filter((score) => score !== undefined);
  const { found, survived, unreached, leftOut } = sumOf(scores);
  const mutants = found + survived + unreached;
  const score = mutants === 0 ? 'none' : `${((100 * found) / mutants).toFixed(1)} %`;
  return [
    name,
    `${scores.length} of ${files.size}`,
    ...[mutants, found, survived, unreached, leftOut].map(String),
    score,
  ];
}

/** `core/docs/mutation.md`. */
export const mutationPage = (measured: Measured): string =>
  `<!-- Written by \`npm run mutate -- --write\` from measured runs. Do not edit. -->

# How much the tests notice

[Stryker](https://stryker-mutator.io) changes the core in one place at a time, and tests of the core run on each change: one
that no test notices is a rule that nobody holds. \`npm run mutate\` does it again.

${tableOf(measured)}

A score counts found mutants: a test failed. Where none ended in time, the mutant counts as survived: a busy machine looks
the same. It is a lower bound: a folder is asked of its own tests and those of the whole verifier, or of others by
\`--testFiles=GLOB\`, and not of all there are. _Left out_ is what runs once as a module loads, such as tables and schemas.
The element for browsers and generated files are not changed. Tests that try thousands of documents, show what the stock
libraries do or need files beside the checkout take no part: \`.config/stryker.config.js\` names them. A file that changes
counts as not measured until it is again; tests that were written since can only add to a figure. Each file's figures are in
\`mutation.json\`.
`;
