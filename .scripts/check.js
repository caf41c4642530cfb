// `npm run check`: types, lint, format, generated files, duplicates of truth.
import { checks } from './checks.js';
import { discourseChecks, installDiscourseTools } from './discourse-tools.js';
import { install } from './install.js';
import { runAll } from './runners.js';

install('full');
installDiscourseTools();
process.exit(runAll([checks, discourseChecks]).failed === 0 ? 0 : 1);
