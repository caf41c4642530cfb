// `npm start`: installs the little that the demo needs, then runs it until Ctrl-C.
import { install } from './install.js';

install('demo');
await import('./run-demo.js');
