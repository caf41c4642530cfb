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

const at = { now: frozenAt };

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

  it('reads a list that does not say where it is', async () => {
    const { id: _, ...list } = await statusList({ taken: [7] });
    assert.equal(await word(await signAgain(list, {})), 'credential_revoked');
  });

  it('asks anew where it is told to, and only then', async () => {
    const asked: unknown[] = [];
    const resources = world(await statusList());
    const fetchStatusList = (url: string, options?: object) => {
      asked.push(options);
      return resources.fetchStatusList(url);
    };
    for (const refresh of [undefined, true, false]) {
      await checkStatuses(
        harvestDid,
        [entry],
        { ...at, ...(refresh !== undefined && { refresh }) },
        {
          ...resources,
          fetchStatusList,
        },
      );
    }
    assert.deepEqual(asked, [{ refresh: false }, { refresh: true }, { refresh: false }]);
  });

  it('hides no fault of ours', async () => {
    const fetchStatusList = () => Promise.reject(new RangeError('a fault'));
    await assert.rejects(word(undefined, {}, { fetchStatusList }), RangeError);
  });

  describe('finds nothing out from a list', () => {
    it('that is down', async () => assert.equal(await word(undefined), 'status_unreachable'));

    it('whose issuer’s key is down', async () => {
      const down = createDidResolver(ports({ fetchJson: fakeFetch(new Map()) }));
      assert.equal(await word(await statusList(), {}, { resolveDid: down }), 'status_unreachable');
    });

    interface Invalid {
      readonly list: () => Promise<unknown>;
      readonly change?: Partial<StatusEntry>;
      readonly why: string;
    }
    const invalid: Readonly<Record<string, Invalid>> = {
      'of another issuer': {
        list: () => statusList({ issuer: { did: orchard.controller, keyPair: orchard } }),
        why: 'another issuer made it',
      },
      'signed by somebody else’s key': {
        list: () => statusList({ issuer: { did: harvestDid, keyPair: meadow } }),
        why: 'its proof does not hold',
      },
      'with an entry changed after it was signed': {
        list: async () => ({ ...(await statusList()), validFrom: '2026-05-30T00:00:00Z' }),
        why: 'its proof does not hold',
      },
      'without a proof': {
        list: async () => ({ ...(await statusList()), proof: [] }),
        why: 'its proof does not hold',
      },
      'that is over': { list: () => statusList({ validUntil: daysLater(-0.5) }), why: 'it is not valid now' },
      'that has not begun': { list: () => statusList({ validFrom: daysLater(1) }), why: 'it is not valid now' },
      'that says it is another one': {
        list: () => statusList({ url: 'https://harvest.example/status/other' }),
        why: 'it says that it is another list',
      },
      'for another purpose': {
        list: () => statusList({ purpose: 'suspension' }),
        why: 'the list is for another purpose',
      },
      'of another type than the entry says': {
        list: () => statusList(),
        change: { type: 'StatusList2021Entry' },
        why: 'it is a credential of another type',
      },
      'in a credential of no list’s type': {
        list: async () => signAgain(await statusList(), { type: ['VerifiableCredential'] }),
        why: 'it is a credential of another type',
      },
      'that has no such place': {
        list: () => statusList(),
        change: { index: 131_072 },
        why: 'the list has no such place',
      },
      'too short to hide in': {
        list: () => withSubject({ encodedList: packed(new Uint8Array(16_383)) }),
        why: 'the list has no such place',
      },
      'packed beyond the limit': {
        list: () => withSubject({ encodedList: packed(new Uint8Array(3_000_000)) }),
        why: 'it cannot be unpacked',
      },
      'that is not packed': { list: () => withSubject({ encodedList: 'uAAAA' }), why: 'it cannot be unpacked' },
      'without its multibase prefix': {
        list: () => withSubject({ encodedList: packed(new Uint8Array(16_384)).slice(1) }),
        why: 'it cannot be unpacked',
      },
      'in base64 that is not canonical': {
        list: () => withSubject({ encodedList: `${packed(new Uint8Array(16_384))}=` }),
        why: 'it cannot be unpacked',
      },
      'that is no list': { list: () => withSubject(noList), why: 'its subject is no status list' },
      'that holds two lists': {
        list: async () => {
          const list = await statusList();
          return signAgain(list, { credentialSubject: [list.credentialSubject, { id: 'urn:another' }] });
        },
        why: 'its subject is no status list',
      },
      'for more purposes than there are': {
        list: () => withSubject({ statusPurpose: Array.from({ length: 65 }, (_, index) => `purpose${index}`) }),
        why: 'it cannot be read as a credential',
      },
      'under a context written out': {
        list: async () => {
          const list = await statusList();
          return signAgain(list, { '@context': [...list['@context'], { extra: 'urn:extra' }] });
        },
        why: 'it cannot be read as a credential',
      },
      'that is no credential': { list: async () => 'a.b.c', why: 'it is no credential' },
      'that is text in JSON': { list: async () => ({ list: 'none' }), why: 'it cannot be read as a credential' },
    };
    for (const [what, { list, change, why }] of Object.entries(invalid)) {
      it(what, async () => {
        const [found] = await checkStatuses(harvestDid, [{ ...entry, ...change }], at, world(await list()));
        assert.equal(wordOf(found!), 'status_list_invalid');
        assert.equal(found && 'problem' in found ? found.problem.detail : undefined, why);
      });
    }
  });
});

describe('issueStatusList', () => {
  it('refuses a place that is not there, and a list too short to hide in', async () => {
    await assert.rejects(statusList({ taken: [131_072] }), TypeError);
    await assert.rejects(statusList({ length: 8 }), TypeError);
  });
});
