// The servers and browsers our tests run for real, as Debian packages them.
import { readFileSync } from 'node:fs';
import { has, run } from './install.js';

const NEEDED = [
  { command: 'chromium', packages: ['chromium', 'fonts-dejavu-core'] },
  { command: 'php', packages: ['php8.2-cli'] },
  { command: 'phpunit', packages: ['phpunit', 'php8.2-xml', 'php8.2-mbstring'] },
  { command: 'mariadbd', packages: ['mariadb-server-core', 'mariadb-client-core'] },
  { command: 'bundle', packages: ['ruby', 'ruby-bundler'] },
  { command: 'make', packages: ['make'] },
  { command: 'gcc', packages: ['gcc', 'libc6-dev'] },
  { file: '/usr/include/ruby-*/ruby.h', packages: ['ruby-dev'] },
  { file: '/usr/include/yaml.h', packages: ['libyaml-dev'] },
  { command: 'pg_config', packages: ['libpq-dev'] },
  { file: '/usr/lib/postgresql/*/bin/postgres', packages: ['postgresql'] },
  { command: 'redis-server', packages: ['redis-server'] },
  { command: 'caddy', packages: ['caddy'] },
  { command: 'strace', packages: ['strace'] },
  { command: 'unzip', packages: ['unzip'] },
  { command: 'zip', packages: ['zip'] },
];
const PHP_EXTENSIONS = {
  mysqli: 'php8.2-mysql',
  curl: 'php8.2-curl',
  gd: 'php8.2-gd',
  intl: 'php8.2-intl',
  zip: 'php8.2-zip',
};

/** Installs what is missing, as root on Debian; elsewhere names it and stops. */
export function installSystemPackages() {
  const missing = NEEDED.filter((needed) => !isThere(needed)).flatMap(({ packages }) => packages);
  for (const [extension, name] of Object.entries(PHP_EXTENSIONS)) if (!hasExtension(extension)) missing.push(name);
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0 || !isDebian()) {
    console.error(`The tests need these Debian packages (or their like): ${missing.join(' ')}
Install them and run the same command again.`);
    process.exit(1);
  }
  console.log(`Installing Debian packages: ${missing.join(' ')} …`);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
}

const isThere = ({ command, file }) => (command ? has(command) : has(`ls >/dev/null && ls ${file}`));
const hasExtension = (name) => has('php') && has(`php >/dev/null && php -m | grep -qix ${name}`);

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
