// `npm run demo:wordpress`: builds the plugin, then runs a WordPress with it beside the demo until Ctrl-C.
import { install, run } from './install.js';
import { runUntilEnded } from './run-until-ended.js';

install('full');
run('npm', ['run', 'build:assets', '--silent']);
runUntilEnded('examples/wordpress/main.ts');
