// A whole Discourse, named by DISCOURSE_ROOT: the plugin linked into the checkout, its specs and QUnit tests run there.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, root } from './install.js';
import { readRspec } from './ruby.js';

const plugin = join(root, 'discourse-plugin');

/** Why it cannot run here, where it cannot. */
export const noDiscourse = () =>
  process.env.DISCOURSE_ROOT ? undefined : 'a whole Discourse: DISCOURSE_ROOT names no checkout';

/** The version that the checkout says it is. */
export function discourseVersion(checkout = process.env.DISCOURSE_ROOT) {
  const text = readFileSync(join(checkout, 'lib/version.rb'), 'utf8');
  return /STRING = "([^"]+)"/.exec(text)?.[1] ?? 'of an unknown version';
}

/** Request, job, model and system specs, with the real verifier-service, on the checkout's own PostgreSQL and Redis. */
export const discourseSpecs = (...args) => ({
  name: `discourse ${discourseVersion()}, specs`,
  run: () =>
    linked((checkout) => {
      const folder = mkdtempSync(join(tmpdir(), 'coop-totals-'));
      const file = join(folder, 'rspec.json');
      const migrated = inCheckout(checkout, 'bin/rake', ['db:migrate'], { RAILS_ENV: 'test' });
      if (migrated !== 0) return undefined;
      const what = args.length > 0 ? args : ['plugins/coop-credentials/spec'];
      const formats = ['--format', 'documentation', '--format', 'json', '--out', file];
      const exit = inCheckout(checkout, 'bin/rspec', [...formats, ...what]);
      const totals = existsSync(file) ? readRspec(readFileSync(file, 'utf8')) : undefined;
      rmSync(folder, { recursive: true });
      return totals && { ...totals, exit };
    }),
});

/** What the checkout's own build of Ember tests in a browser. It prints TAP. */
export const discourseQunit = () => ({
  name: `discourse ${discourseVersion()}, QUnit`,
  run: () =>
    linked((checkout) => {
      const { status, stdout } = spawnSync('bin/rake', ['plugin:qunit[coop-credentials]'], {
        cwd: checkout,
        env: environmentThere(),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      console.log(stdout);
      const number = (of) => Number(new RegExp(`^# ${of} +(\\d+)`, 'm').exec(stdout)?.[1] ?? 0);
      return { passed: number('pass'), failed: number('fail'), skipped: [], exit: status ?? 1 };
    }),
});

/** Runs with the plugin linked into the checkout; a link that was there before stays, any other thing is not touched. */
function linked(run) {
  const checkout = realpathSync(process.env.DISCOURSE_ROOT);
  const link = join(checkout, 'plugins', 'coop-credentials');
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there && !(there.isSymbolicLink() && realpathSync(link) === realpathSync(plugin))) {
    console.error(`  ${link} is there already and is not this plugin: move it away`);
    return undefined;
  }
  if (!there) symlinkSync(plugin, link);
  const unlink = () => there ?? rmSync(link, { force: true });
  // A signal is heard once the child has ended; without a listener it would end us here, and leave the link.
  const end = () => process.exit(1);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  process.on('exit', unlink);
  try {
    const build = process.env.DISCOURSE_BUILD;
    if (build && inCheckout(checkout, 'sh', ['-c', build]) !== 0) return undefined;
    return run(checkout);
  } finally {
    unlink();
    process.off('exit', unlink);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
  }
}

/** Its own gems and Node; ours for the verifier-service that specs start. Four seconds, Discourse's own, are few on a busy machine. */
const environmentThere = (more = {}) => ({
  CAPYBARA_DEFAULT_MAX_WAIT_TIME: '20',
  ...process.env,
  LOAD_PLUGINS: '1',
  COOP_NODE: node24(),
  ...more,
});

const inCheckout = (checkout, command, args, more) =>
  spawnSync(command, args, { cwd: checkout, stdio: 'inherit', env: environmentThere(more) }).status ?? 1;
