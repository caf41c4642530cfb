import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import { busyPortsAdvice, demoPorts, readPorts } from '../demo/ports.ts';
import { noteRunning } from '../demo/running.ts';
import { runningDemo } from './running-demo.ts';

const main = fileURLToPath(new URL('../demo/main.ts', import.meta.url));
const pairProgram = fileURLToPath(new URL('../demo/pair.ts', import.meta.url));
const runDemo = fileURLToPath(new URL('../../.scripts/run-demo.js', import.meta.url));
const freePorts = 'site=0,service=0,harvest=0,meadow=0,wallet=0,pebble=0,federation=0';

describe('npm start', function () {
  this.timeout(180_000);
  let demo: ChildProcess | undefined;
  afterEach(async () => {
    // By its own signal, so that it takes the service along.
    if (demo && demo.exitCode === null && demo.kill('SIGINT')) await once(demo, 'exit');
  });

  it('says where to look, and ends with everything it started', async () => {
    const started = run(freePorts);
    const { process, said } = started;
    demo = process;
    const [, url] = await saidLike(started, /Open (\S+) in a browser/);
    const home = await (await fetch(url!)).text();
    assert.match(home, /Start here: get a membership/);
    assert.equal(said().trim().split('\n').length, 1, 'one line');

    const lounge = await fetch(`${url}/gates/members-lounge/start`, { method: 'POST' });
    const { browser } = (await lounge.json()) as { browser: { statusUrl: string } };
    assert.equal((await fetch(browser.statusUrl)).status, 200);

    const exited = once(process, 'exit');
    process.kill('SIGINT');
    assert.deepEqual(await exited, [0, null]);
    await assert.rejects(fetch(browser.statusUrl), 'the service has ended too');
  });

  it('ends with everything it started when npm is told to end, which tells its shell and nobody else', async () => {
    const started = run(freePorts, 'sh', ['-c', `"${globalThis.process.execPath}" "${runDemo}"; exit`]);
    const { process } = started;
    const [, url] = await saidLike(started, /Open (\S+) in a browser/);
    const lounge = await fetch(`${url}/gates/members-lounge/start`, { method: 'POST' });
    const { browser } = (await lounge.json()) as { browser: { statusUrl: string } };

    const closed = once(process, 'close');
    process.kill('SIGTERM');
    await closed;
    await assert.rejects(fetch(url!), 'the site has ended');
    await assert.rejects(fetch(browser.statusUrl), 'the service has ended too');
  });

  it('says in words which ports are in use, all at once, and what to do', async () => {
    const others = [createServer(), createServer()];
    const [one, two] = await Promise.all(
      others.map(async (other) => {
        await once(other.listen(0, '127.0.0.1'), 'listening');
        return (other.address() as AddressInfo).port;
      }),
    );
    const { process, said } = run(`site=${one},service=0,harvest=0,meadow=${two},wallet=0,pebble=0,federation=0`);
    demo = process;
    const [code] = await once(process, 'exit');
    for (const other of others) other.close();
    assert.equal(code, 1);
    assert.match(said(), new RegExp(`In use by another program: port ${one} \\(site\\), port ${two} \\(meadow\\)\\.`));
    assert.match(said(), new RegExp(`Is the demo running already\\? Open http://localhost:${one}`));
    assert.match(said(), /DEMO_PORTS=site=\d+,service=0,harvest=0,meadow=\d+,wallet=0,pebble=0,federation=0 npm start/);
  });
});

describe('npm run demo:pair', function () {
  this.timeout(180_000);
  const pair = async (servicePort: string, ...args: readonly string[]) => {
    const started = run(`service=${servicePort}`, process.execPath, [
      '--conditions=@coop-credentials/source',
      pairProgram,
      ...args,
    ]);
    const [status] = await once(started.process, 'close');
    return { status: status as number, said: started.said() };
  };

  it('gives a site of one’s own a code for the demo that runs, and a key for that site', async () => {
    const demo = await runningDemo();
    const forget = noteRunning(demo);
    try {
      const { status, said } = await pair(new URL(demo.origins.service).port, 'http://localhost:8080');
      assert.equal(status, 0, said);
      assert.ok(said.includes(new URL(demo.origins.harvest).host));
      assert.ok(said.includes(`River Valley Federation, kept at ${demo.origins.federation}`));
      const code = /\S+#[\w-]{22}/.exec(said)?.[0];
      assert.ok(code?.startsWith(`${demo.origins.service}#`), said);
      const answer = await fetch(`${demo.origins.service}/v1/pair`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Coop-Site-Url': 'http://localhost:8080' },
        body: JSON.stringify({ code }),
      });
      assert.equal(answer.status, 200, await answer.text());
    } finally {
      forget();
    }
  });

  it('says what to do where no demo runs, and where no address is named', async () => {
    assert.deepEqual(await pair('1', 'http://localhost:8080'), {
      status: 1,
      said: 'No demo runs at port 1. Start it in another terminal: npm start\n',
    });
    assert.match((await pair('1', 'my-site')).said, /^Name the site’s address/);
  });
});

describe('advice about ports in use', () => {
  const suggestion = (busy: Parameters<typeof busyPortsAdvice>[0], setting: string) =>
    /DEMO_PORTS=(\S+)/.exec(busyPortsAdvice(busy, readPorts(setting)))?.[1];

  it('keeps what was chosen before', () =>
    assert.equal(suggestion(['service'], 'site=5173'), 'site=5173,service=5100'));

  it('never suggests the port of another part', () =>
    assert.equal(suggestion(['service'], 'site=5100'), 'site=5100,service=6100'));

  it('stays within the ports there are', () => assert.equal(suggestion(['site'], 'site=65000'), 'site=24999'));

  it('asks whether the demo is running only where its own page is taken', () => {
    assert.match(busyPortsAdvice(['site'], demoPorts), /running already\?.*\nElse end that program, or /);
    assert.match(busyPortsAdvice(['wallet'], demoPorts), /^In use .*\nEnd that program, or /);
  });
});

describe('DEMO_PORTS', () => {
  it('changes the ports it names and leaves the others', () =>
    assert.deepEqual(readPorts('site=5173, service=5100'), { ...demoPorts, site: 5173, service: 5100 }));

  it('is refused when it names a part that is not there', () =>
    assert.throws(() => readPorts('shop=5173'), /no part “shop”/));

  it('is refused when a port is none', () => {
    for (const value of ['', 'x', '-1', '65536', '1.5']) {
      assert.throws(() => readPorts(`site=${value}`), /is no port for site/);
    }
  });
});

function run(
  ports: string,
  program = globalThis.process.execPath,
  args: readonly string[] = ['--conditions=@coop-credentials/source', main],
) {
  const process = spawn(program, args, {
    env: { ...globalThis.process.env, DEMO_PORTS: ports, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  let text = '';
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (data: Buffer) => (text += String(data)));
  return { process, said: () => text };
}

async function saidLike({ process, said }: ReturnType<typeof run>, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(said());
    if (found) return found;
    if (process.exitCode !== null) throw new Error(`It ended, and said:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
