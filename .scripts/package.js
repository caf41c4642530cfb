// `npm run package`: what a release consists of, in dist/, with checksums. `npm run package:service`: of it, the two
// packages of the service, without building the plugins.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './install.js';
import { packPackages } from './pack.js';
import { packageDiscourse } from './package-discourse.js';

const isServiceOnly = process.argv[2] === 'service';
install('full');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
if (!isServiceOnly) {
  run('npm', ['run', 'build:assets', '--silent']);
  run('npm', ['run', 'package', '--silent', '-w', 'wordpress-plugin']);
}
packPackages(dist);
const commit = isServiceOnly ? undefined : packageDiscourse(join(dist, 'coop-credentials-discourse'));

const files = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isFile());
const sums = files.map(({ name }) => {
  const sum = createHash('sha256')
    .update(readFileSync(join(dist, name)))
    .digest('hex');
  return `${sum}  ${name}\n`;
});
writeFileSync(join(dist, 'SHA256SUMS'), sums.join(''));
console.log(`${sums.join('')}${commit ? `commit ${commit}  coop-credentials-discourse` : ''}`.trimEnd());
