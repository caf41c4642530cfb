import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../src/cli/command.ts';
import { ledgerReset } from '../../src/cli/ledger-reset.ts';
import { ledgerShow } from '../../src/cli/ledger-show.ts';
import { programmeAdd } from '../../src/cli/programme-add.ts';
import { coopVerifier } from '../bed/command-line.ts';
import { startTestService } from '../bed/service.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

describe('coop-verifier programme', function () {
  this.timeout(60_000);
  let environment: Record<string, string> = {};
  let sites: readonly string[] = [];
  before(async () => {
    environment = { STATE_DIRECTORY: mkdtempSync(join(tmpdir(), 'coop-verifier-programme-')) };
    const add = ['site', 'add', '--name', 'Shop', '--url', 'http://localhost:9000/', '--json'];
    sites = [(await run(add)).json.id, (await run(add)).json.id];
  });
  after(() => rmSync(environment['STATE_DIRECTORY']!, { recursive: true }));

  async function run(args: readonly string[]) {
    const { exitCode, stdout } = await coopVerifier([...args, '--json'], environment);
    return { exitCode, json: JSON.parse(stdout) };
  }
  const add = (...rest: string[]) => run(['programme', 'add', ...rest]);
  const given = () => ['--count', '2', '--per', 'P30D', '--sites', sites[0]!];

  it('adds a limit that sites share, and lists it without its secret', async () => {
    const offer = { name: 'autumn-offer', count: 2, per: 'P30D', sites: [sites[0]], capPerIssuer: 500 };
    assert.deepEqual(await add('autumn-offer', ...given(), '--cap-per-issuer', '500'), { exitCode: 0, json: offer });
    assert.equal((await add('autumn-offer', ...given())).json.error.code, 'programme_exists');
    assert.equal((await run(['programme', 'sites', 'autumn-offer', '--sites', sites.join(',')])).exitCode, 0);
    assert.deepEqual((await run(['programme', 'list'])).json, [{ ...offer, sites: sites.toSorted() }]);
  });

  it('refuses a site that there is not', async () => {
    assert.equal((await add('x', ...given().slice(0, 5), 'none')).json.error.code, 'site_unknown');
  });

  it('refuses what it cannot count by, before it opens anything', async () => {
    const configuration = { ok: false, problems: [] } as const;
    const refuse = (args: readonly string[]) =>
      assert.rejects(programmeAdd.run({ args, configuration }), UsageError, args.join(' '));
    await refuse(['a b', ...given()]);
    await refuse(given());
    await refuse(['x', '--count', '0', ...given().slice(2)]);
    await refuse(['x', '--count', '2', '--per', 'P0D', '--sites', 'a']);
    await refuse(['x', ...given(), '--cap-per-issuer', 'many']);
  });
});

describe('coop-verifier ledger', () => {
  it('shows what a membership was used for, and gives it a new window', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const sites = [site.site.id];
    await service.stores.programmes.add({ name: 'offer', count: 1, per: 'P900Y', sites });
    await site.putPolicy(limited({ programme: 'offer' }));
    const verification = await visit(service, site);
    const { id } = (await reserve(site, verification, 'order "7"', null)).body;
    const input = { args: [verification.id], configuration: { ok: true, config: service.config } } as const;

    const shown = await ledgerShow.run(input);
    const { remaining, redemptions } = shown?.json as { remaining: number; redemptions: readonly { id: string }[] };
    assert.deepEqual([remaining, redemptions.map((one) => one.id)], [0, [id]]);
    assert.match(shown?.text ?? '', /^0 left until 2926-06-02T00:00:00.000Z\.\n.*reserved .*"order \\"7\\""/);

    assert.deepEqual((await ledgerReset.run(input))?.json, { remaining: 1 });
    assert.equal((await reserve(site, verification, 'order-8')).status, 201);
  });

  it('knows only what a site has collected', async () => {
    await using service = await startTestService();
    const configuration = { ok: true, config: service.config } as const;
    await assert.rejects(ledgerReset.run({ args: ['vf_none'], configuration }), { code: 'verification_unknown' });
  });
});
