import { problem, VerificationError } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  alder,
  anchor,
  birch,
  cedar,
  entryOf,
  listOf,
  nextOf,
  published,
  signedBy,
} from '../../../core/test/factories/recognition.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';
import { createListBoard } from '../../src/recognition/list-board.ts';
import { followLists } from '../../src/recognition/follow-lists.ts';
import { environment, listServer, listUrl } from './list-server.ts';

const day = hours(24);
const byList = (issuers: object = {}) => ({
  accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { lists: ['autumn'], ...issuers } }] }],
});
const [first, meadow] = [
  listOf(),
  entryOf({ id: 'did:web:meadow.example', name: 'Ängby Co-op', sameAs: ['Register 9'] }),
];
const suspension = { state: 'suspended', since: '2026-06-01T12:00:00Z' } as const;
const signed = [await signedBy(first, [alder, birch])];
const suspended = nextOf(first, { credentialSubject: [entryOf({ status: suspension }), meadow] });
const forked = nextOf(first, { credentialSubject: [meadow] });
const lifted = nextOf(suspended, { credentialSubject: [entryOf(), meadow] });

/** A service that follows the fixtures' list, and a site that counts on it. */
async function world(policy: object = {}, settings: Readonly<Record<string, string>> = {}) {
  const server = listServer(await published(signed));
  const service = await startTestService({
    environment: { ...environment, ...settings },
    fetchList: server.fetchList,
  });
  const site = await service.addSite();
  await site.putPolicy(byList(policy));
  return { server, service, site };
}
const lists = async (site: SiteClient) => (await site.call('GET', '/site')).body.lists;
const problems = async (site: SiteClient) =>
  (await site.call('GET', '/site')).body.problems.map(({ code }: { code: string }) => code);
async function codeOfVisit(service: TestService, site: SiteClient): Promise<string> {
  const { id, links } = await site.open();
  const answered = await answer(links.crossDevice.app, { created: service.clock() });
  if (answered.body.code) return answered.body.code;
  const { body } = await site.collect(id);
  return body.problem?.code ?? body.state;
}
const told = async (site: SiteClient) =>
  (await site.call('GET', '/changes')).body.changes.map((change: { state: string; problem?: { code: string } }) =>
    [change.state, change.problem?.code].filter(Boolean).join(' '),
  );

describe('a service that follows a recognition list', function () {
  this.timeout(60_000);

  it('lets nobody in before it has the list, says so, and then members of whom the list names', async () => {
    const { service, site } = await world();
    await using _ = service;
    assert.equal(await codeOfVisit(service, site), 'list_unavailable');
    assert.deepEqual(await problems(site), ['list_unavailable']);
    await service.lookAtLists();
    assert.deepEqual(await problems(site), []);
    const { credentials } = await visit(service, site);
    const [{ issuer, reason, recognisedBy }] = credentials;
    assert.equal(issuer.name, 'Harvest Housing Co-op');
    assert.match(reason, /^Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: \.coop domain/);
    assert.deepEqual([recognisedBy.list, recognisedBy.seq], ['autumn', 1]);
  });

  it('fetches what is new and nothing twice', async () => {
    const { server, service } = await world();
    await using _ = service;
    await service.lookAtLists();
    await service.lookAtLists();
    assert.deepEqual(server.sent, ['fresh.json', '1.json']);
    service.pass(hours(1));
    server.serve(await published([...signed, await signedBy(suspended, [birch, cedar])], { issued: service.clock() }));
    await service.lookAtLists();
    assert.deepEqual(server.sent, ['fresh.json', '1.json', 'fresh.json', '2.json']);
  });

  it('looks every quarter of an hour, or as often as at verifications where that is more often', async () => {
    for (const [settings, quiet, due] of [
      [{}, hours(0.19), hours(0.31)],
      [{ RECHECK_EVERY: 'PT2S' }, 1_500, 2_500],
    ] as const) {
      const { server, service } = await world({}, settings);
      await using _ = service;
      await service.lookAtDueLists();
      assert.deepEqual(server.sent, ['fresh.json', '1.json']);
      server.serve(await published(signed, { issued: service.clock() }));
      service.pass(quiet);
      await service.lookAtDueLists();
      assert.equal(server.sent.length, 2);
      service.pass(due - quiet);
      await service.lookAtDueLists();
      assert.deepEqual(server.sent.slice(2), ['fresh.json']);
    }
  });

  it('takes nobody in while an issuer is suspended, pauses or keeps who is in, and lifts it, by the policy', async () => {
    for (const [whenSuspended, states] of [
      ['keep', []],
      ['end', ['suspended issuer_suspended', 'live']],
    ] as const) {
      const { server, service, site } = await world({ whenSuspended });
      await using _ = service;
      await service.lookAtLists();
      await visit(service, site);
      service.pass(hours(1));
      const two = [...signed, await signedBy(suspended, [birch, cedar])];
      server.serve(await published(two, { issued: service.clock() }));
      await service.lookAtLists();
      assert.equal(await codeOfVisit(service, site), 'issuer_suspended');
      service.pass(hours(1));
      const three = [...two, await signedBy(lifted, [alder, cedar])];
      server.serve(await published(three, { issued: service.clock() }));
      await service.lookAtLists();
      assert.equal(await codeOfVisit(service, site), 'accepted');
      assert.deepEqual(await told(site), states);
    }
  });

  it('ends what was shown since a key was in wrong hands, and tells why', async () => {
    const { server, service, site } = await world({ whenSuspended: 'keep', whenUnrecognised: 'keep' });
    await using _ = service;
    await service.lookAtLists();
    await visit(service, site);
    service.pass(hours(1));
    const since = '2026-06-01T11:00:00Z';
    const compromised = nextOf(first, { credentialSubject: [entryOf({ status: { state: 'compromised', since } })] });
    server.serve(
      await published([...signed, await signedBy(compromised, [alder, cedar])], { issued: service.clock() }),
    );
    await service.lookAtLists();
    assert.deepEqual(await told(site), ['unrecognised issuer_compromised']);
    assert.equal(await codeOfVisit(service, site), 'issuer_compromised');
  });

  it('runs on for a week without the list’s server, then lets nobody new in; who is in stays', async () => {
    const { server, service, site } = await world();
    await using _ = service;
    await service.lookAtLists();
    const member = await visit(service, site);
    server.goDown();
    const seen: string[] = [];
    for (let passed = 0; passed < 14; passed += 1) {
      const [{ state }] = await lists(site);
      if (seen.at(-1) !== state) seen.push(state);
      if (state === 'stale') assert.deepEqual((await problems(site)).slice(0, 1), ['list_stale']);
      assert.equal(await codeOfVisit(service, site), state === 'expired' ? 'list_expired' : 'accepted');
      service.pass(day);
      await service.lookAtLists();
      await service.recheck();
    }
    assert.deepEqual(seen, ['fresh', 'stale', 'expired']);
    const { body } = await site.call('GET', '/site');
    assert.deepEqual(
      body.problems.map(({ code, list }: { code: string; list: string }) => [code, list]),
      [
        ['list_expired', 'autumn'],
        ['fetch_failed', 'autumn'],
      ],
    );
    assert.equal((await site.call('GET', `/verifications/${member.id}`)).body.state, 'live');
    assert.deepEqual(await told(site), []);
  });

  it('keeps the old list, and says why, where the new one is not to be trusted', async () => {
    const { server, service, site } = await world();
    await using _ = service;
    await service.lookAtLists();
    service.pass(hours(1));
    server.serve(await published([...signed, await signedBy(suspended, [alder])], { issued: service.clock() }));
    await service.lookAtLists();
    const [list] = await lists(site);
    assert.deepEqual([list.sequence, list.state, list.problem.code], [1, 'fresh', 'list_quorum_missing']);
    assert.deepEqual([list.problem.have, list.problem.need], [1, 2]);
    assert.deepEqual(await problems(site), ['list_quorum_missing']);
    server.goDown();
    await service.lookAtLists();
    assert.deepEqual(await problems(site), []);
    assert.equal(await codeOfVisit(service, site), 'accepted');
    assert.match(service.logged(), /"event":"list_refused"/);
  });

  it('runs on with a stored list that it cannot read, which lets nobody in until one no older is fetched', async () => {
    const { server, service, site } = await world();
    await using _ = service;
    const two = [...signed, await signedBy(suspended, [birch, cedar])];
    server.serve(await published(two));
    await service.lookAtLists();
    const store = service.stores.recognitionLists;
    const [before] = await store.heads();
    const { document } = (await store.read('autumn'))!;
    for (const [damaged, where] of [
      [document.replace('"suspended"', '"paused"'), 'credentialSubject.0.status.state'],
      [document.slice(1), 'as stored'],
    ] as const) {
      const { revision } = (await store.heads())[0]!;
      await service.stores.db
        .updateTable('recognition_lists')
        .set({ document: damaged, problem: null, revision: revision + 1 })
        .execute();
      await service.lookAtDueLists();
      const [list] = await lists(site);
      assert.deepEqual([list.state, list.problem.code, list.problem.where], ['unavailable', 'list_invalid', where]);
      assert.deepEqual(await problems(site), ['list_unavailable', 'list_invalid']);
      assert.equal(await codeOfVisit(service, site), 'list_unavailable');
    }
    assert.match(
      service.logged(),
      /"problem":"list_invalid".*"event":"list_unreadable"|"event":"list_unreadable".*"list_invalid"/,
    );

    service.pass(hours(1));
    const issued = service.clock();
    for (const [files, code] of [
      [await published(signed, { issued }), 'list_seq_lower'],
      [await published([...signed, await signedBy(forked, [birch, cedar])], { issued }), 'list_forked'],
      [await published(two, { issued: new Date(issued.getTime() - hours(3)) }), 'list_freshness_older'],
    ] as const) {
      server.serve(files);
      await service.lookAtLists();
      const [list] = await lists(site);
      assert.deepEqual([list.state, list.problem.code], ['unavailable', code]);
    }
    service.pass(-hours(1.5));
    await service.lookAtLists();
    assert.deepEqual(await problems(site), ['list_unavailable', 'list_clock_set_back']);
    service.pass(hours(1.5));
    const [after] = await store.heads();
    assert.deepEqual([after!.clock, (await store.read('autumn'))!.seq], [before!.clock, 2]);

    server.serve(await published([...two, await signedBy(lifted, [alder, cedar])], { issued }));
    await service.lookAtLists();
    assert.deepEqual(await problems(site), []);
    assert.equal(await codeOfVisit(service, site), 'accepted');
    assert.ok((await store.heads())[0]!.clock >= before!.clock);
  });

  it('looks at each list alone: one whose server hangs, or whose news cannot be written, holds up no other', async () => {
    const { server, service } = await world();
    await using _ = service;
    const hung = Promise.withResolvers<never>();
    const pinned = { url: listUrl, anchor };
    const configured = ['a-hanging', 'broken', 'third'].map((name) => ({ ...pinned, name }));
    configured[0]!.url = 'https://hanging.example';
    const store = service.stores.recognitionLists;
    const nothing = () => undefined;
    const told = Promise.withResolvers<void>();
    const followed = followLists({
      ...{ configured, board: createListBoard(), clock: service.clock },
      store: {
        ...store,
        save: async (row, outcome) => {
          if (row.name === 'broken') throw new Error('the disk is full');
          return store.save(row, outcome);
        },
      },
      fetchList: (url, etag) => (url.startsWith('https://hanging') ? hung.promise : server.fetchList(url, etag)),
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      onNews: async () => told.resolve(),
    });
    const look = followed.look({ all: true });
    await told.promise;
    const seen = () => followed.all().map(({ pin, shared }) => [pin.name, shared?.seq, pin.problem?.code]);
    assert.deepEqual(seen(), [
      ['a-hanging', undefined, undefined],
      ['broken', undefined, undefined],
      ['third', 1, undefined],
    ]);
    hung.reject(new VerificationError(problem('fetch_failed')));
    await look;
    assert.deepEqual(seen()[0], ['a-hanging', undefined, 'fetch_failed']);
  });

  it('looks at once for a list that it cannot read when it starts', async () => {
    const { server, service } = await world();
    await using _ = service;
    await service.lookAtLists();
    const store = service.stores.recognitionLists;
    await service.stores.db.updateTable('recognition_lists').set({ document: '{}' }).execute();
    const { clock } = service;
    const nothing = () => undefined;
    const configured = [{ name: 'autumn', url: listUrl, anchor }];
    const started = followLists({
      ...{ store, configured, board: createListBoard(), fetchList: server.fetchList, clock },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      onNews: async () => undefined,
    });
    await started.load();
    const seen = () => started.all().map(({ shared }) => shared?.seq);
    assert.deepEqual(seen(), [undefined]);
    await started.look();
    assert.deepEqual(seen(), [1]);
  });

  it('has it still when it starts again without the network', async () => {
    const { server, service, site } = await world();
    await using _ = service;
    await service.lookAtLists();
    server.goDown();
    const store = service.stores.recognitionLists;
    const [head] = await store.heads();
    assert.equal((await store.read('autumn'))?.seq, 1);
    assert.ok(head!.clock > 0 && head!.problem === undefined);
    assert.equal(await codeOfVisit(service, site), 'accepted');
  });
});
