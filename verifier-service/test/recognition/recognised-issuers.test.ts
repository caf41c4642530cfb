import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { alder, birch, entryOf, listOf, published, signedBy } from '../../../core/test/factories/recognition.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { readContract } from '../openapi/contract.ts';
import { environment, listServer } from './list-server.ts';

const accept = [{ require: [{ type: 'CoopMembershipCredential', issuers: { lists: ['autumn'] } }] }];
const meadow = entryOf({ id: 'did:web:meadow.example', name: 'Ängby Co-op', sameAs: ['Register 9'] });
const suspension = { state: 'suspended', since: '2026-06-01T12:00:00Z' } as const;

describe('GET /v1/recognised-issuers', () => {
  const contract = readContract();
  let service: TestService;
  let site: SiteClient;

  before(async () => {
    const names = Array.from({ length: 30 }, (_, index) =>
      entryOf({ id: `did:web:c${index}.example`, name: `Co-op ${String(index).padStart(2, '0')}` }),
    );
    const paused = entryOf({ status: { ...suspension, reason: 'no audit' } });
    const list = await signedBy(listOf({ credentialSubject: [...names, paused, meadow] }), [alder, birch]);
    const server = listServer(await published([list]));
    service = await startTestService({ environment, fetchList: server.fetchList });
    site = await service.addSite();
    await service.lookAtLists();
  });
  after(() => service[Symbol.asyncDispose]());

  const ask = async (query: string) => {
    const { status, body } = await site.call('GET', `/recognised-issuers${query}`);
    const validate = contract.answer('GET /v1/recognised-issuers', status, 'application/json')!;
    const isAsSaid: boolean = validate(body);
    assert.ok(isAsSaid, JSON.stringify(validate.errors));
    return body;
  };
  const namesOf = ({ issuers }: { issuers: { name: string }[] }) => issuers.map(({ name }) => name);

  it('gives all by name, a page at a time, with how old each list is', async () => {
    const page = await ask('?limit=20');
    assert.deepEqual([page.total, page.issuers.length, namesOf(page)[0]], [32, 20, 'Ängby Co-op']);
    const rest = await ask(`?limit=20&cursor=${page.next}`);
    assert.equal(new Set([...namesOf(page), ...namesOf(rest)]).size, 32);
    assert.equal(rest.next, undefined);
    const [list] = page.lists;
    assert.deepEqual(
      [list.name, list.title, list.state, list.sequence, list.active],
      ['autumn', 'Autumn Federation', 'fresh', 1, 31],
    );
  });

  it('finds by name, number and address, in any case', async () => {
    for (const search of ['ängby', 'REGISTER 9', 'meadow.example']) {
      assert.deepEqual(namesOf(await ask(`?search=${encodeURIComponent(search)}`)), ['Ängby Co-op'], search);
    }
    assert.deepEqual(namesOf(await ask('?search=nobody')), []);
  });

  it('says of each how it stands, and why', async () => {
    const [found, ...others] = (await ask('?state=suspended')).issuers;
    assert.deepEqual(others, []);
    assert.equal(found.reason, 'Suspended by Autumn Federation since 2026-06-01, decision 14. Reason: no audit.');
    assert.deepEqual([found.state, found.since, found.stateReason], ['suspended', suspension.since, 'no audit']);
  });

  it('finds by what may be issued', async () => {
    assert.equal((await ask('?type=CoopMembershipCredential')).total, 32);
    assert.equal((await ask('?type=CoopTicketCredential')).total, 0);
  });

  it('finds by how each stands now, by the name, also where it ends by itself', async () => {
    const ending = entryOf({ validUntil: '2026-06-01T13:00:00Z' });
    const upcoming = entryOf({ id: 'did:web:later.example', name: 'Later Co-op', validFrom: '2026-06-01T13:00:00Z' });
    const list = await signedBy(listOf({ credentialSubject: [upcoming, ending, meadow] }), [alder, birch]);
    const server = listServer(await published([list]));
    await using own = await startTestService({ environment, fetchList: server.fetchList });
    const client = await own.addSite();
    await own.lookAtLists();
    const names = async (state: string) =>
      namesOf((await client.call('GET', `/recognised-issuers?state=${state}`)).body);
    assert.deepEqual(await names('active'), ['Ängby Co-op', 'Harvest Housing Co-op']);
    own.pass(hours(2));
    assert.deepEqual(await names('active'), ['Ängby Co-op', 'Later Co-op']);
    assert.deepEqual(await names('ended'), ['Harvest Housing Co-op']);
  });

  it('is what a policy that counts on the list is called by, to the admin and to who is asked', async () => {
    const checked = await site.call('POST', '/policies/check', { policy: { purpose: 'Open the lounge', accept } });
    assert.match(checked.body.summary, /^Members of the co-ops recognised by Autumn Federation may open the lounge/);
    await site.putPolicy({ accept });
    assert.deepEqual((await site.open()).ask.issuers, [
      { id: 'did:web:autumn.example', name: 'the co-ops recognised by Autumn Federation' },
    ]);
  });

  it('knows no list but those that are followed', async () => {
    assert.deepEqual(await ask('?list=spring'), { lists: [], issuers: [], total: 0 });
    assert.equal((await ask('?list=autumn,spring')).total, 32);
    for (const query of ['?state=good', '?type=good', '?cursor=x', '?limit=0']) {
      assert.equal((await site.call('GET', `/recognised-issuers${query}`)).status, 422, query);
    }
  });
});
