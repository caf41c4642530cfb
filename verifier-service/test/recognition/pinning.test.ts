import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { UsageError } from '../../src/cli/command.ts';
import { checkListedSites } from '../../src/cli/doctor/check-listed-sites.ts';
import { listPin } from '../../src/cli/list-pin.ts';
import { listUnpin } from '../../src/cli/list-unpin.ts';
import { parseConfig } from '../../src/config.ts';
import { openStores } from '../../src/open-stores.ts';
import { codeOf, runCommand, startFederation } from './federation.ts';

/** A published list, and a service's state to pin it in. */
async function world() {
  const federation = await startFederation();
  await federation.recognise();
  await federation.sign('Alder');
  await federation.sign('Birch');
  await federation.publish();
  const environment = {
    STATE_DIRECTORY: join(federation.base, 'state'),
    INSECURE_FETCH: `localhost:${federation.port}`,
  };
  const rows = async () => {
    const parsed = parseConfig(environment);
    assert.ok(parsed.ok);
    const { recognitionLists, db } = await openStores(parsed.config, () => new Date());
    try {
      const heads = await recognitionLists.heads();
      return await Promise.all(
        heads.map(async ({ name, anchor, isPinned, problem }) => {
          const seq = (await recognitionLists.read(name))?.seq;
          return { name, anchor, isPinned, seq, problem: problem?.code };
        }),
      );
    } finally {
      await db.destroy();
    }
  };
  return { federation, environment, rows, pin: `autumn=${federation.url}#${federation.anchor}` };
}

describe('doctor', function () {
  this.timeout(60_000);

  it('says of each site whether a wallet recognises it by the lists, and what its entry needs', async () => {
    const { federation, environment, pin } = await world();
    using _ = federation;
    const parsed = parseConfig({ ...environment, PORT: '4190' });
    assert.ok(parsed.ok);
    const { config } = parsed;
    const said = async () => (await checkListedSites(config, new Date())).map(({ message }) => message);
    assert.deepEqual(await said(), [], 'before there is anything');
    const { sites, db } = await openStores(config, () => new Date());
    const { site } = await sites.add({ name: 'Lounge', url: 'https://lounge.example' });
    await db.destroy();
    assert.deepEqual(await said(), [], 'without a list');
    await runCommand(listPin, [pin], environment);
    const needs = `its entry would be ${site.did}, at https://lounge.example and http://localhost:4190`;
    assert.deepEqual(await said(), [`Lounge: not recognised (site_unknown; ${needs})`]);

    const origins = ['https://lounge.example', 'http://localhost:4190'];
    const recognizedTo = [{ type: 'RecognizedAction' as const, action: 'verify' as const, origins }];
    await federation.recognise({ id: site.did, name: 'The Lounge', recognizedTo });
    await federation.sign('Alder');
    await federation.sign('Birch');
    await federation.publish();
    await runCommand(listPin, [pin], environment);
    assert.deepEqual(await said(), ['Lounge: recognised by Autumn Federation']);
    const moved = { ...config, publicUrl: 'https://verify.example' };
    assert.match(
      (await checkListedSites(moved, new Date()))[0]!.message,
      /not recognised \(site_unknown; .*verify\.example/,
    );
  });
});

describe('coop-verifier list pin, unpin', function () {
  this.timeout(60_000);

  it('follows a list from now on, and says whose it is; then no more', async () => {
    const { federation, environment, rows, pin } = await world();
    using _ = federation;
    const pinned = await runCommand(listPin, [pin], environment);
    assert.equal(pinned.exitCode, 0);
    assert.match(pinned.text, /^Pinned autumn \(http:.*\)\.\nAutumn Federation, sequence 1, 1 entries\.$/);
    const { anchor } = federation;
    assert.deepEqual(await rows(), [{ name: 'autumn', anchor, isPinned: true, seq: 1, problem: undefined }]);

    const unpinned = await runCommand(listUnpin, ['autumn'], environment);
    assert.deepEqual([unpinned.exitCode, unpinned.text], [0, 'autumn is not followed any more.']);
    assert.deepEqual(await rows(), []);
    assert.equal(await codeOf(runCommand(listUnpin, ['autumn'], environment)), 'list_unknown');
  });

  it('takes nothing of a list that is not the pinned one, and says so', async () => {
    const { federation, environment, rows } = await world();
    using _ = federation;
    const other = `uEi${'A'.repeat(44)}`;
    const { exitCode, json } = await runCommand(listPin, [`autumn=${federation.url}#${other}`], environment);
    assert.equal(exitCode, 1);
    assert.equal((json as { problem: { code: string } }).problem.code, 'list_other');
    const [row] = await rows();
    assert.deepEqual([row!.seq, row!.problem], [undefined, 'list_other']);
  });

  it('forgets what it had where it is pinned again: a list that began anew is no rollback then', async () => {
    const [one, another] = [await world(), await world()];
    using _ = one.federation;
    using __ = another.federation;
    const { environment, rows, federation } = one;
    await runCommand(listPin, [one.pin], environment);
    await federation.propose('--suspended', 'did:web:harvest.example', ...federation.decided);
    await federation.sign('Alder');
    await federation.sign('Cedar');
    await federation.publish();
    await runCommand(listPin, [one.pin], environment);
    assert.equal((await rows())[0]?.seq, 2);
    const both = {
      ...environment,
      INSECURE_FETCH: `${environment.INSECURE_FETCH},${another.environment.INSECURE_FETCH}`,
    };
    const { exitCode } = await runCommand(listPin, [another.pin], both);
    assert.equal(exitCode, 0);
    const { anchor } = another.federation;
    assert.deepEqual(await rows(), [{ name: 'autumn', anchor, isPinned: true, seq: 1, problem: undefined }]);
  });

  it('leaves to the settings what the settings pin', async () => {
    const { federation, environment, pin } = await world();
    using _ = federation;
    const configured = { ...environment, RECOGNITION_LISTS: pin };
    await runCommand(listPin, [pin], configured);
    assert.equal(await codeOf(runCommand(listUnpin, ['autumn'], configured)), 'list_configured');
  });

  it('wants a name, an address and an anchor', async () => {
    for (const words of [
      'autumn',
      'autumn=https://autumn.example',
      'https://autumn.example/#uEiA',
      `=https://a.example#uEi${'A'.repeat(44)}`,
    ]) {
      await assert.rejects(runCommand(listPin, [words]), UsageError, words);
    }
  });
});
