// `npm run demo:pair -- http://localhost:8080`: a code that pairs a site of one's own to the demo that runs.
import { install } from './install.js';
import { runUntilEnded } from './run-until-ended.js';

install('demo');
runUntilEnded('examples/demo/pair.ts');
