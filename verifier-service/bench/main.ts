// The second half of `npm run bench`: whole HTTP requests.
import { measureHttp } from './http.ts';

const long = process.argv.includes('--long');
const rows = await measureHttp({ rounds: long ? 20 : 5, runsPerRound: 120 });
console.table(rows);
console.log(JSON.stringify({ node: process.version, rows }));
