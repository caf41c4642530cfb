// `npm run bench`: what presentations cost, as ratios within this run; absolute times are noise. `-- NAME…` runs groups
// alone, `--long` takes more rounds, `--keep` writes what was seen beside the others' results (`results.ts`), `--json`
// prints it, a line a group.
import { groups } from './groups.ts';
import { listNames } from './list-names.ts';
import { keepResults, type Results } from './results.ts';

const results: Results = {
  folder: new URL('./results/', import.meta.url),
  title: 'Figures of the benchmark',
  intro:
    'Written by `npm run bench -- --keep`, and by nobody’s hand. EE is the cost in native Ed25519 verifications of the same process, which travels between machines; milliseconds do not. Of rounds, the lower quartile counts, for all alike. “Times stock” compares within one run.',
};

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const chosen = names.length > 0 ? names : Object.keys(groups);
const unknown = [...names.filter((name) => !Object.hasOwn(groups, name)), ...options.filter((one) => !isKnown(one))];

if (options.includes('--help') || unknown.length > 0) {
  const complaint = unknown.length > 0 ? [`There is no ${unknown.join(', ')}.`] : [];
  console.log([...complaint, 'npm run bench -- [--long] [--keep] [--json] NAME…', ...listNames(groups)].join('\n'));
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  for (const name of chosen) {
    const started = performance.now();
    const { summary, legend = [], run } = groups[name]!;
    console.error(`${name}: ${summary} …`);
    const rows = await run({ rounds: options.includes('--long') ? 25 : 8 });
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.table(rows);
    for (const line of legend) console.log(line);
    if (options.includes('--json')) console.log(JSON.stringify({ group: name, node: process.version, seconds, rows }));
    if (options.includes('--keep')) keepResults(results, { name, seconds, rows });
  }
}

function isKnown(option: string): boolean {
  return ['--long', '--keep', '--json', '--help'].includes(option);
}
