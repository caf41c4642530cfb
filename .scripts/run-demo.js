// Runs the demo on what is installed already.
import { runUntilEnded } from './run-until-ended.js';

runUntilEnded('examples/demo/main.ts');
