// `npm run check`: types, lint, format, generated files, duplicates of truth.
import { checks } from './checks.js';
import { install } from './install.js';
import { runAll } from './runners.js';

install('full');
process.exit(runAll([checks]).failed === 0 ? 0 : 1);
