import { strict as assert } from 'node:assert';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { freePort } from '../../wordpress-plugin/scripts/local/free-port.ts';
import { noteRunning } from '../demo/running.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';
import { runningDemo } from './running-demo.ts';

const main = fileURLToPath(new URL('../wordpress/main.ts', import.meta.url));

describe('npm run demo:wordpress with a WP_ROOT that has no shop', () => {
  const start = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['--conditions=@coop-credentials/source', main], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...env },
      encoding: 'utf8',
      timeout: 20_000,
    });

  it('stops before anything is started, and says what to do', function () {
    this.timeout(30_000);
    const { status, stderr, stdout } = start({ WP_ROOT: import.meta.dirname });
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^there is no WooCommerce in WP_ROOT \(.*test\): .*\nName the folder of a WordPress/i);
  });
});

describe('npm run demo:wordpress', function () {
  this.timeout(300_000);
  let process: ChildProcess;
  let said = '';
  let person: Person;
  let url: string;
  let forget = (): void => undefined;

  before(async () => {
    const [demo, port] = [await runningDemo(), await freePort()];
    forget = noteRunning(demo);
    url = `http://localhost:${port}`;
    process = spawn(globalThis.process.execPath, ['--conditions=@coop-credentials/source', main], {
      env: {
        ...globalThis.process.env,
        DEMO_PORTS: `service=${new URL(demo.origins.service).port}`,
        WORDPRESS_PORT: String(port),
        WP_ROOT: '',
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      },
    });
    for (const stream of [process.stdout!, process.stderr!])
      stream.on('data', (data: Buffer) => (said += String(data)));
    while (!said.includes('Ctrl-C')) {
      assert.equal(process.exitCode, null, said);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    person = await Person.with(screens.desktop);
    person.context.setDefaultTimeout(60_000); // Playground takes seconds a page.
  });

  after(async () => {
    forget();
    if (process.exitCode === null) {
      process.kill('SIGTERM');
      await once(process, 'exit');
    }
    await person.context.close();
  });

  it('joins the demo that runs, and says where everything is and how to log in', () => {
    assert.doesNotMatch(said, /The demo is not running/);
    assert.match(said, new RegExp(`A page for members: +${url}/the-reading-room/\n`));
    assert.match(said, /\(admin, admin-password\)/);
    assert.ok(said.includes(person.demo.origins.harvest));
  });

  it('has a page that stays closed to strangers and opens to the demo’s wallet', async () => {
    await person.getMembership('Harvest Co-op');
    const { page } = person;
    await page.goto(`${url}/the-reading-room/`);
    assert.doesNotMatch(await page.content(), /the kettle is on/);
    await page.getByRole('button', { name: 'Show my membership' }).click();
    const [wallet] = await Promise.all([
      person.context.waitForEvent('page'),
      page.getByRole('link', { name: /Pocket/ }).click(),
    ]);
    await wallet.getByRole('heading', { name: `${new URL(url).host} asks for your membership` }).waitFor();
    await wallet.getByRole('button', { name: 'Share it' }).click();
    await page.getByText('the kettle is on').waitFor();
    await page.getByText('Recognised by River Valley Federation since').waitFor();
  });

  it('lets the admin in, where the two gates are', async () => {
    const { page } = person;
    await page.goto(`${url}/wp-login.php`);
    await page.getByLabel('Username or Email Address').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('admin-password');
    await page.getByRole('button', { name: 'Log In' }).click();
    await page.goto(`${url}/wp-admin/admin.php?page=coop-credentials&view=gates`);
    await page.getByText('The reading room').first().waitFor();
    await page.getByText('Neighbours’ tenth').first().waitFor();
  });

  it('ends with everything it started, and leaves the demo running', async () => {
    const exited = once(process, 'exit');
    process.kill('SIGINT');
    assert.deepEqual(await exited, [0, null]);
    await assert.rejects(fetch(url));
    assert.equal((await fetch(`${person.demo.origins.service}/readyz`)).status, 200);
  });
});
