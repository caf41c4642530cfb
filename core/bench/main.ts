// `npm run bench`: what one presentation costs here, as ratios within this run. Absolute times are noise.
// `-- --long` takes more rounds.
import { measureLibraries } from './library.ts';
import { measure, rounded } from './measure.ts';
import { nativeVerification } from './workload.ts';
import { worstAnswers } from './worst.ts';

const long = process.argv.includes('--long');
const rows = await measureLibraries({ rounds: long ? 25 : 5, runsPerRound: 25 });
console.table(rows);

const native = { name: 'native', run: nativeVerification() };
const worst = await measure([native, ...(await worstAnswers())], { rounds: long ? 50 : 9, runsPerRound: 3 });
const nativeMs = worst.get('native')!;
worst.delete('native');
const worstRows = [...worst].map(([name, ms]) => ({
  'worst within the limits': name,
  'ms (CPU)': rounded(ms),
  EE: rounded(ms / nativeMs),
}));
console.table(worstRows);
console.log(JSON.stringify({ node: process.version, nativeEd25519Ms: rounded(nativeMs, 4), rows, worst: worstRows }));
