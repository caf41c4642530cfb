// `npm start`: installs the little that the demo needs, then runs it until Ctrl-C.
import { install } from './install.js';
import { runUntilEnded } from './run-until-ended.js';

install('demo');
runUntilEnded('examples/demo/main.ts');
