import { dirname } from 'node:path';
import { sumOf, type FileScore } from './scores.ts';

const HEAD = ['folder', 'mutants', 'found', 'survived', 'never run', 'left out', 'score'];

/** A row a folder and one for all, in Markdown as Prettier has it. */
export function tableOf(scores: ReadonlyMap<string, FileScore>): string {
  const folders = Map.groupBy(scores, ([path]) => dirname(path));
  const rows = [...folders].map(([folder, files]) => row(`\`${folder}\``, sumOf(files.map(([, score]) => score))));
  const lines = [...rows.sort((one, other) => (one[0]! < other[0]! ? -1 : 1)), row('all', sumOf(scores.values()))];
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...lines].map((line) => line[column]!.length)));
  const padded = (line: readonly string[]) =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [HEAD, rule, ...lines].map(padded).join('\n');
}

function row(name: string, { found, survived, unreached, leftOut }: FileScore): readonly string[] {
  const mutants = found + survived + unreached;
  const score = mutants === 0 ? 'none' : `${((100 * found) / mutants).toFixed(1)} %`;
  return [name, ...[mutants, found, survived, unreached, leftOut].map(String), score];
}

/** `core/docs/mutation.md`. */
export function mutationPage(scores: ReadonlyMap<string, FileScore>, missing: readonly string[]): string {
  const gaps = missing.map((path) => `- \`${path}\``).join('\n');
  return `<!-- Written by \`npm run mutate -- --write\` from measured runs. Do not edit. -->

# How much the tests notice

[Stryker](https://stryker-mutator.io) changes the core in one place at a time, and the tests of the core run on each
change: a change that no test notices is a rule that nobody holds. \`npm run mutate\` does it again.

${tableOf(scores)}

*Left out* of a score is what runs once as a module loads, such as tables and schemas. The element for browsers and
generated files are not changed. Tests that try thousands of documents, show what the stock libraries do or need
files beside the checkout take no part: \`.config/stryker.config.js\` names them.
${missing.length > 0 ? `\nChanged since they were measured, or never measured:\n\n${gaps}\n` : ''}`;
}
