import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { gzipSync } from 'node:zlib';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { checkStatuses } from '../../src/status/check-statuses.ts';
import type { StatusEntry } from '../../src/status/status-entry.ts';
import { wordOf } from '../checks/subjects.ts';
import {
  daysLater,
  fakeFetch,
  formats,
  frozenAt,
  harvestDid,
  meadow,
  orchard,
  ports,
  publishedLists,
  resolveDid,
  revocationUrl,
  statusList,
} from '../factories/index.ts';
import { signAgain } from '../resigned.ts';

const entry: StatusEntry = {
  type: 'BitstringStatusListEntry',
  list: revocationUrl,
  index: 7,
  purpose: 'revocation',
  size: 1,
};

const world = (list: unknown, more: object = {}) => ({
  resolveDid,
  contexts: bundledContexts,
  fetchStatusList: publishedLists(new Map([[revocationUrl, list]])),
  ...more,
});

/** What one list says about one entry, in a word. */
async function word(list: unknown, change: Partial<StatusEntry> = {}, more: object = {}): Promise<string> {
  const [found] = await checkStatuses(harvestDid, [{ ...entry, ...change }], { now: frozenAt }, world(list, more));
  return wordOf(found!);
}

/** A subject that its issuer signed, and that is no list. */
const noList = { type: 'BitstringStatusListEntry', encodedList: undefined };

/** The list with another subject, signed again; `undefined` takes a claim away. */
async function withSubject(change: object): Promise<unknown> {
  const list = await statusList();
  const claims = Object.entries({ ...list.credentialSubject, ...change }).filter(([, value]) => value !== undefined);
  return signAgain(list, { credentialSubject: Object.fromEntries(claims) });
}

const packed = (bytes: Uint8Array) => `u${gzipSync(bytes).toString('base64url')}`;

describe('checkStatuses', () => {
  for (const format of formats) {
    const type = format === 'vcdm2-eddsa-rdfc-2022' ? 'BitstringStatusListEntry' : 'StatusList2021Entry';
    it(`reads a list as ${format}`, async () => {
      const list = await statusList({ format, taken: [7] });
      assert.equal(await word(list, { type }), 'credential_revoked');
      assert.equal(await word(list, { type, index: 8 }), 'passed');
    });
  }

  it('reads values of several bits: any but nought takes back', async () => {
    const bytes = new Uint8Array(131_072);
    bytes[3] = 0b0000_0010;
    const list = await withSubject({ encodedList: packed(bytes) });
    assert.equal(await word(list, { size: 4, index: 7 }), 'credential_revoked');
    assert.equal(await word(list, { size: 4, index: 6 }), 'passed');
  });

  it('does not guess what a message of the issuer’s means', async () => {
    const bytes = new Uint8Array(16_384).fill(0b0000_0001, 0, 1);
    const list = await withSubject({ encodedList: packed(bytes), statusPurpose: ['revocation', 'message'] });
    assert.equal(await word(list, { purpose: 'message' }), 'status_type_unsupported');
    assert.equal(await word(list, { purpose: 'message', index: 6 }), 'passed');
  });

  it('fetches and verifies a list once for all who are on it', async () => {
    const resources = world(await statusList({ taken: [1] }));
    const entries = Array.from({ length: 50 }, (_, index) => ({ ...entry, index }));
    const found = await checkStatuses(harvestDid, entries, { now: frozenAt }, resources);
    assert.deepEqual(found.map(wordOf).slice(0, 3), ['passed', 'credential_revoked', 'passed']);
    assert.equal(resources.fetchStatusList.calls.length, 1);
  });

  describe('finds nothing out from a list', () => {
    it('that is down', async () => assert.equal(await word(undefined), 'status_unreachable'));

    it('whose issuer’s key is down', async () => {
      const down = createDidResolver(ports({ fetchJson: fakeFetch(new Map()) }));
      assert.equal(await word(await statusList(), {}, { resolveDid: down }), 'status_unreachable');
    });

    const invalid: readonly (readonly [string, () => Promise<unknown>, Partial<StatusEntry>?])[] = [
      ['of another issuer', () => statusList({ issuer: { did: orchard.controller, keyPair: orchard } })],
      ['signed by somebody else’s key', () => statusList({ issuer: { did: harvestDid, keyPair: meadow } })],
      [
        'with an entry changed after it was signed',
        async () => ({ ...(await statusList()), validFrom: '2026-05-30T00:00:00Z' }),
      ],
      ['without a proof', async () => ({ ...(await statusList()), proof: [] })],
      ['that is over', () => statusList({ validUntil: daysLater(-0.5) })],
      ['that has not begun', () => statusList({ validFrom: daysLater(1) })],
      ['that says it is another one', () => statusList({ url: 'https://harvest.example/status/other' })],
      ['for another purpose', () => statusList({ purpose: 'suspension' })],
      ['of another type', () => statusList(), { type: 'StatusList2021Entry' }],
      ['that has no such place', () => statusList(), { index: 131_072 }],
      ['too short to hide in', () => withSubject({ encodedList: packed(new Uint8Array(16_383)) })],
      ['packed beyond the limit', () => withSubject({ encodedList: packed(new Uint8Array(3_000_000)) })],
      ['that is not packed', () => withSubject({ encodedList: 'uAAAA' })],
      ['without its multibase prefix', () => withSubject({ encodedList: packed(new Uint8Array(16_384)).slice(1) })],
      [
        'in base64 that is not canonical',
        async () => withSubject({ encodedList: `${packed(new Uint8Array(16_384))}=` }),
      ],
      ['that is no list', () => withSubject(noList)],
      ['that is no credential', async () => 'a.b.c'],
      ['that is text in JSON', async () => ({ list: 'none' })],
    ];
    for (const [what, list, change = {}] of invalid) {
      it(what, async () => assert.equal(await word(await list(), change), 'status_list_invalid'));
    }
  });
});

describe('issueStatusList', () => {
  it('refuses a place that is not there, and a list too short to hide in', async () => {
    await assert.rejects(statusList({ taken: [131_072] }), TypeError);
    await assert.rejects(statusList({ length: 8 }), TypeError);
  });
});
