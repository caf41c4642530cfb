// `npm run bench`: what one presentation costs here, as ratios within this run. Absolute times are noise.
// `-- --long` takes more rounds.
import { measureLibraries } from './library.ts';
import { measure, rounded } from './measure.ts';
import { worstAnswers } from './worst.ts';

const long = process.argv.includes('--long');
const { rows, nativeMs } = await measureLibraries({ rounds: long ? 50 : 11, runsPerRound: long ? 40 : 20 });
const worst = await measure(await worstAnswers(), { rounds: long ? 50 : 9, runsPerRound: 3 });
const worstRows = [...worst].map(([name, ms]) => ({
  'worst within the limits': name,
  'ms (CPU)': rounded(ms),
  EE: rounded(ms / nativeMs),
}));
console.table(rows);
console.table(worstRows);
console.log(JSON.stringify({ node: process.version, nativeEd25519Ms: rounded(nativeMs, 4), rows, worst: worstRows }));
