import { createListFetch } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issuedCredential } from '../../../core/test/factories/index.ts';
import { listDiff } from '../../src/cli/list-diff.ts';
import { listExport } from '../../src/cli/list-export.ts';
import { listImport } from '../../src/cli/list-import.ts';
import { listShow } from '../../src/cli/list-show.ts';
import { listVerify } from '../../src/cli/list-verify.ts';
import { writePages } from '../../src/recognition/pages/write-pages.ts';
import { openFolder } from '../../src/recognition/trustees/list-folder.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { answer } from '../bed/wallet.ts';
import { codeOf, runCommand, startFederation } from './federation.ts';

const DAY = hours(24);

describe('the governance of a recognition list', function () {
  this.timeout(120_000);

  it('goes from a proposal to a site, and nobody can take a step for the others', async () => {
    using federation = await startFederation();
    const { folder, anchor, url, base } = federation;
    await using service = await startTestService({
      environment: { RECOGNITION_LISTS: `autumn=${url}#${anchor}` },
      fetchList: createListFetch({ insecureHosts: [`localhost:${federation.port}`] }),
    });
    // The trustees' commands go by the machine's clock.
    service.pass(Date.now() - service.clock().getTime());
    const site = await service.addSite();
    const issuers = { lists: ['autumn'], whenSuspended: 'end' };
    await site.putPolicy({ accept: [{ require: [{ type: 'CoopMembershipCredential', issuers }] }] });
    const today = Date.now();
    const times = { validFrom: new Date(today - 60 * DAY), validUntil: new Date(today + 60 * DAY) };
    const credential = await issuedCredential({ ...times, created: times.validFrom });
    const visitOutcome = async (): Promise<string> => {
      const { id, links } = await site.open();
      const answered = await answer(links.crossDevice.app, { credential, created: service.clock() });
      if (answered.body.code) return answered.body.code;
      const { body } = await site.collect(id);
      return body.problem?.code ?? body.state;
    };
    const seen = async () => {
      await service.lookAtLists();
      const [list] = (await site.call('GET', '/site')).body.lists;
      return [list.sequence, list.problem?.code];
    };

    // Proposed, signed by two, published, accepted.
    const proposed = await federation.recognise();
    assert.match(
      proposed.text,
      /Recognise Harvest Housing Co-op \(did:web:harvest\.example\) for membership credentials from 2026-03-01; evidence: harvest\.coop, register 12345; decision 14 of the board, 2026-02-20\./,
    );
    await federation.sign('Alder');
    assert.equal(await codeOf(federation.publish()), 'list_quorum_missing');
    assert.match((await runCommand(listShow, [folder])).text, /signed by Alder Co-op; missing: 1/);
    assert.equal(await visitOutcome(), 'list_unavailable');
    assert.equal(await codeOf(federation.sign('thief')), 'list_trustee_unknown');
    await federation.sign('Birch');
    await federation.publish();
    assert.deepEqual(await seen(), [1, undefined]);
    assert.equal(await visitOutcome(), 'accepted');
    assert.equal((await runCommand(listVerify, [folder, '--anchor', anchor])).exitCode, 0);

    // What a taken-over web server may try.
    const published = join(folder, 'public');
    const stolen = join(base, 'stolen');
    const attack = async (change: (file: (name: string) => string) => Promise<void> | void) => {
      cpSync(published, stolen, { recursive: true });
      await change((name) => join(stolen, name));
      federation.showInstead(stolen);
      const found = await seen();
      federation.showInstead(published);
      rmSync(stolen, { recursive: true });
      return found;
    };
    const edit = (file: string, changes: object) =>
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...changes }));
    assert.deepEqual(await attack((file) => edit(file('fresh.json'), { seq: 2 })), [1, 'fetch_failed']);
    assert.deepEqual(await attack((file) => edit(file('fresh.json'), { digest: anchor })), [1, 'list_forked']);
    assert.deepEqual(
      await attack((file) => edit(file('fresh.json'), { issued: new Date(today + 1_000).toISOString() })),
      [1, 'list_freshness_invalid'],
    );

    // Suspended: no new grants, live ones as the policy says; then what a rollback would bring back.
    const before = readFileSync(join(published, 'fresh.json'));
    await federation.propose('--suspended', 'did:web:harvest.example', '--reason', 'no audit', ...federation.decided);
    await federation.sign('Birch');
    await federation.sign('Cedar');
    await federation.publish();
    assert.deepEqual(await seen(), [2, undefined]);
    assert.equal(await visitOutcome(), 'issuer_suspended');
    const { changes } = (await site.call('GET', '/changes')).body;
    assert.deepEqual(
      changes.map((change: { state: string }) => change.state),
      ['suspended'],
    );
    assert.deepEqual(await attack((file) => writeFileSync(file('fresh.json'), before)), [2, 'list_seq_lower']);
    assert.match(
      (await runCommand(listDiff, [folder])).text,
      /Suspend Harvest Housing Co-op \(did:web:[^)]*\) from .*, because: no audit/,
    );

    // A quorum rotated twice while the site slept; one stolen key of a trustee rotates nothing.
    await federation.rotateTo(['Alder', 'Dogwood', 'Elm']);
    await federation.sign('Alder');
    assert.equal(await codeOf(federation.publish()), 'list_quorum_missing');
    await federation.sign('Cedar');
    assert.equal(await codeOf(federation.publish()), 'list_quorum_missing');
    await federation.sign('Elm');
    await federation.publish();
    await federation.rotateTo(['Dogwood', 'Elm']);
    await federation.propose('--active', 'did:web:harvest.example', ...federation.decided);
    await federation.sign('Dogwood');
    await federation.sign('Elm');
    await federation.publish();
    assert.deepEqual(await seen(), [4, undefined]);
    assert.equal(await visitOutcome(), 'accepted');

    // Frozen past its freshness: nobody new gets in.
    service.pass(8 * DAY);
    await service.lookAtLists();
    assert.equal(await visitOutcome(), 'list_expired');
  });

  it('lets a trustee with a new key, and one with a new DID, sign for the quorum of before and the one to come', async () => {
    using federation = await startFederation();
    const { folder, keys, file, anchor } = federation;
    await federation.recognise();
    await federation.sign('Alder');
    await federation.sign('Birch');
    await federation.publish();
    const trustee = (id: string, name: string) => ({
      id: `did:web:${id}.example`,
      name,
      publicKeyMultibase: keys.get(name)!,
    });
    const trustees = [trustee('alder', 'Dogwood'), trustee('birch-moved', 'Birch')];
    const quorum = { k: 2, trustees, operatorKey: keys.get('operator') };
    await federation.propose('--quorum', file('quorum.json', quorum));
    await federation.sign('Alder');
    await federation.sign('Dogwood');
    assert.equal(await codeOf(federation.publish()), 'list_quorum_missing');
    await federation.sign('Birch');
    assert.equal(await codeOf(federation.publish()), 'done');
    assert.equal((await runCommand(listVerify, [folder, '--anchor', anchor])).exitCode, 0);
  });

  it('reaches a service without a network in a file, which is judged like what is fetched', async () => {
    using federation = await startFederation();
    const { folder, anchor, url, base } = federation;
    await federation.recognise();
    await federation.sign('Alder');
    await federation.sign('Cedar');
    await federation.publish();
    const bundle = join(base, 'bundle.json');
    await runCommand(listExport, [folder, '--to', bundle]);
    const environment = {
      STATE_DIRECTORY: join(base, 'state'),
      RECOGNITION_LISTS: `autumn=${url}#${anchor}`,
    };
    const { exitCode, text } = await runCommand(listImport, ['autumn', '--from', bundle], environment);
    assert.deepEqual([exitCode, text], [0, 'Autumn Federation, sequence 1, 1 entries.']);
    const parsed = JSON.parse(readFileSync(bundle, 'utf8'));
    parsed.sequences[1].credentialSubject[0].name = 'Thieves';
    writeFileSync(bundle, JSON.stringify(parsed));
    const other = { ...environment, STATE_DIRECTORY: join(base, 'other') };
    const refused = await runCommand(listImport, ['autumn', '--from', bundle], other);
    assert.equal((refused.json as { problem: { code: string } }).problem.code, 'list_signature_invalid');
    assert.equal(refused.exitCode, 1);
  });

  it('writes pages that say who and why, the decisions, what changed, and a feed', async () => {
    using federation = await startFederation();
    await federation.recognise({ name: 'Harvest <b>Co-op</b>' });
    await federation.recognise({
      id: 'did:web:shop.example',
      name: 'The Shop',
      recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins: ['https://shop.example'] }],
    });
    await federation.sign('Alder');
    await federation.sign('Cedar');
    await federation.publish();
    const read = (name: string) => readFileSync(join(federation.folder, 'public', name), 'utf8');
    const index = read('index.html');
    assert.match(index, /Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: harvest\.coop/);
    assert.match(index, /Harvest &#60;b&#62;Co-op/);
    assert.doesNotMatch(index, /<script|<b>/);
    assert.match(index, /One co-operative is recognised\s+by\s+Autumn Federation\. [^]*may welcome its\s+members/);
    assert.match(index, /Sites that may ask[^]*The Shop[^]*Asks at https:\/\/shop\.example/);
    assert.match(read('decisions.html'), /Decision 14/);
    assert.match(read('changes.html'), /Recognise Harvest/);
    assert.match(read('feed.atom'), /<title>Sequence 1<\/title>/);
  });

  it('writes the pages again as it is freshened, for entries that have ended since', async () => {
    using federation = await startFederation();
    const ended = Date.now() - DAY;
    await federation.recognise({ validUntil: new Date(ended).toISOString() });
    await federation.sign('Alder');
    await federation.sign('Cedar');
    await federation.publish();
    const index = () => readFileSync(join(federation.folder, 'public', 'index.html'), 'utf8');
    writePages(openFolder(federation.folder), new Date(ended - DAY));
    assert.doesNotMatch(index(), /Not recognised now/);
    await federation.freshen();
    assert.match(index(), /Not recognised now[^]*Harvest/);
  });
});
