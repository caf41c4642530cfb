import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killBehindProxy } from '../../soak/behind-proxy.ts';
import { readCompose, replicasIn, startDeployment } from '../../soak/deployment.ts';
import { siteAt } from '../../soak/load.ts';
import { startOwnPostgres } from '../../soak/own-postgres.ts';
import { knownVariables } from '../../src/config/variables.ts';
import { parseConfig } from '../../src/config.ts';
import { freshDatabase } from '../bed/database.ts';
import { send, siteClient, type Answer } from '../bed/site-client.ts';

const containerfile = readFileSync(new URL('../../Containerfile', import.meta.url), 'utf8');

/** An instruction of the container file, its lines in one. */
const instruction = (name: string) => {
  const lines = containerfile.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
};

describe('examples/deploy', function () {
  this.timeout(120_000);

  it('starts two of our processes with settings that there are, and that hold together', () => {
    const compose = readCompose();
    const names = replicasIn(compose);
    assert.equal(names.length, 2);
    const filled = (text: string) => text.replaceAll(/\$\{(\w+)[^}]*\}/g, 'x');
    for (const name of names) {
      const environment = Object.entries(compose.services[name]?.environment ?? {});
      assert.ok(environment.length > 4);
      const parsed = parseConfig({
        ...{ HOST: '0.0.0.0', PORT: '4100', STATE_DIRECTORY: '/state' },
        ...Object.fromEntries(environment.map(([key, value]) => [key, filled(value)])),
      });
      assert.deepEqual(parsed.ok ? [] : parsed.problems, []);
      for (const [key] of environment) assert.ok(knownVariables.has(key), key);
    }
  });

  it('runs commands with the settings of the service, and keeps what they write', () => {
    const { services } = readCompose();
    const { tools, 'verifier-1': replica } = services;
    for (const [name, value] of Object.entries(replica?.environment ?? {}))
      assert.equal(tools?.environment?.[name], value, name);
    const { STATE_DIRECTORY: state = '' } = Object.fromEntries(
      instruction('ENV').flatMap((line) => [...line.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    ) as Record<string, string>;
    const keys = dirname(replica?.environment?.['SECRET_KEY_FILE'] ?? '');
    // The folder, not the file: whoever has the file alone would go on with the one that was replaced.
    assert.deepEqual(replica?.volumes, [`./keys:${keys}:ro`]);
    assert.deepEqual(tools?.volumes, [`./keys:${keys}`, `./backups:${state}`]);
    const ignored = readFileSync(new URL('../../../.gitignore', import.meta.url), 'utf8').split('\n');
    for (const folder of ['keys', 'backups']) assert.ok(ignored.includes(`examples/deploy/${folder}/`), folder);
    for (const [name, { logging }] of Object.entries(services)) assert.ok(logging?.options?.['max-size'], name);
  });

  it('has a systemd unit that starts us with settings that there are, as often as it takes', () => {
    const unit = readFileSync(new URL('../../../examples/deploy/coop-verifier.service', import.meta.url), 'utf8');
    const [, before = '', service = ''] = /^\[Unit\]\n(.*?)^\[Service\]\n(.*)/ms.exec(unit) ?? [];
    // What a PostgreSQL that boots slowly would otherwise end for good.
    assert.match(before, /^StartLimitIntervalSec=0$/m);
    const settings = [...(/^Environment=(.*)$/m.exec(service)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)];
    assert.ok(settings.length > 2);
    for (const [, name = ''] of settings) assert.ok(knownVariables.has(name), name);
    // The commands in its head run as the service does.
    const head = unit.slice(0, unit.indexOf('[Unit]'));
    for (const line of ['User', 'UMask', 'StateDirectory', 'StateDirectoryMode', 'EnvironmentFile'])
      assert.ok(head.includes(`-p ${new RegExp(`^${line}=.*$`, 'm').exec(service)?.[0] ?? '?'}`), line);
    for (const [, name = '', value = ''] of settings)
      assert.ok(name === 'METRICS_ADDRESS' || head.includes(`-E ${name}=${value}`), name);
  });

  it('has a container whose user, command and health check are those of the service', async () => {
    assert.deepEqual(instruction('USER'), ['node']);
    assert.match(instruction('FROM').at(-1) ?? '', /^node:24-/);
    assert.deepEqual(JSON.parse(instruction('CMD')[0] ?? ''), ['start']);
    const [entry = ''] = instruction('ENTRYPOINT');
    assert.ok(entry.includes('@coop-credentials/verifier-service/bin/coop-verifier.js'));
    const variables = instruction('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name ?? ''));
    for (const name of variables) assert.ok(name === 'NODE_ENV' || knownVariables.has(name), name);

    const [, command = ''] = /CMD (\[.*\])$/.exec(instruction('HEALTHCHECK')[0] ?? '') ?? [];
    const [program, ...args] = JSON.parse(command) as string[];
    assert.equal(program, 'node');
    await using fresh = await freshDatabase();
    await using deployment = await startDeployment(fresh.url, 1, 1);
    const check = (port: string) =>
      execFileSync(
        process.execPath,
        args.map((part) => part.replace('4100', port)),
        { timeout: 10_000, stdio: 'pipe' },
      );
    check(new URL(deployment.replicas[0]!.url).port);
    assert.throws(() => check('1'));
    assert.equal((await send(`${deployment.url}/readyz`)).status, 200);
  });

  it('passes on what the service says while its database is away, at once', async () => {
    await using postgres = await startOwnPostgres();
    await using deployment = await startDeployment(postgres.url, 1, 1);
    const { url, shop, replicas } = deployment;
    const site = siteClient(url, siteAt(shop.siteUrl), shop.key);
    const post = () => site.call('POST', '/presentation-requests', { policy: 'members-lounge', subject: 's' });
    await postgres.kill();
    // Until Caddy has asked them all, and each of them the database.
    await sleep(4_000);

    const soon = async (answer: Promise<Answer>): Promise<Answer> => {
      const began = performance.now();
      await answer;
      assert.ok(performance.now() - began < 1_000);
      return answer;
    };
    for (const call of [() => site.call('GET', '/site'), post]) {
      const refused = await soon(call());
      assert.equal(refused.status, 503);
      assert.equal(refused.body.code, 'database_unreachable');
      assert.equal(refused.headers.get('retry-after'), '1');
    }
    for (const path of ['/openapi.yaml', '/healthz', '/try'])
      assert.equal((await soon(send(`${url}${path}`))).status, 200, path);

    await replicas[0]!.end('SIGKILL');
    for (let calls = 0; calls < 4; calls += 1) assert.equal((await soon(send(`${url}/healthz`))).status, 200);

    await postgres.start();
    for (let tries = 0; (await site.call('GET', '/site')).status !== 200; tries += 1) {
      assert.ok(tries < 50);
      await sleep(100);
    }
  });

  it('lets everybody in behind its proxy while one process after the other is killed', async () => {
    // Five minutes: `npm run soak -- replicas`.
    const outcome = await killBehindProxy({ seconds: 12, killEvery: 4 });
    console.log(`      ${JSON.stringify(outcome)}`);
    assert.deepEqual(outcome.wrong, []);
    assert.ok(outcome.kills >= 2 && outcome.visits > 10);
  });
});
