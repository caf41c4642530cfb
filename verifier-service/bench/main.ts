// `npm run bench`: first what one presentation costs in `core`, then whole HTTP requests. `-- --long` takes longer.
import '../../core/bench/main.ts';
import { measureHttp } from './http.ts';

const long = process.argv.includes('--long');
const rows = await measureHttp({ rounds: long ? 20 : 5, runsPerRound: 120 });
console.table(rows);
console.log(JSON.stringify({ node: process.version, rows }));
