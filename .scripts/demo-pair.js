// `npm run demo:pair -- http://localhost:8080`: a code that pairs a site of one's own to the demo that runs.
// It installs nothing: that would take the packages from under the demo.
import { installed } from './install.js';
import { runUntilEnded } from './run-until-ended.js';

if (installed().length === 0) {
  console.error('No demo runs here. Start it in another terminal: npm start');
  process.exit(1);
}
runUntilEnded('examples/demo/pair.ts');
