import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { gunzipSync, inflateSync } from 'node:zlib';
import { issueStatusToken, type StatusTokenOptions } from '../../src/profile/index.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { daysLater, decoded, formats, frozenAt, harvest, revocationUrl, statusList } from '../factories/index.ts';

const LEAST = 131_072;
const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

const tokenPayload = async (change: Partial<StatusTokenOptions> = {}) => {
  const issuer = { did: harvest.controller, keyPair: harvest };
  const token = await issueStatusToken({ issuer, url: revocationUrl, issuedAt: frozenAt, ...change });
  return decoded(token.split('.')[1]);
};
const tokenBytes = async (change: Partial<StatusTokenOptions>) => {
  const { lst } = (await tokenPayload(change))['status_list'] as { lst: string };
  return inflateSync(Buffer.from(lst, 'base64url'));
};

for (const format of formats) {
  const isOlder = format === 'vcdm1.1-ed25519-2020';

  describe(`issueStatusList, ${format}`, () => {
    it('is of its data model', async () => {
      const list = await statusList({ format, ttl: 60_000 });
      const { encodedList, ...subject } = list.credentialSubject as Record<string, unknown>;
      const { credentialsV1, credentialsV2, ed25519Signature2020, statusList2021 } = contextUrls;
      assert.deepEqual(
        list['@context'],
        isOlder ? [credentialsV1, ed25519Signature2020, statusList2021] : [credentialsV2],
      );
      assert.deepEqual(list.type, [
        'VerifiableCredential',
        isOlder ? 'StatusList2021Credential' : 'BitstringStatusListCredential',
      ]);
      assert.deepEqual(subject, {
        id: `${revocationUrl}#list`,
        type: isOlder ? 'StatusList2021' : 'BitstringStatusList',
        statusPurpose: 'revocation',
        // The older format has no word for it.
        ...(!isOlder && { ttl: 60_000 }),
      });
      assert.equal(String(encodedList).startsWith('u'), !isOlder);
    });

    it('has the first place leftmost, and the last', async () => {
      const { credentialSubject } = await statusList({ format, taken: [0, 9, LEAST - 1] });
      const { encodedList } = credentialSubject as unknown as { encodedList: string };
      const bits = gunzipSync(Buffer.from(isOlder ? encodedList : encodedList.slice(1), 'base64url'));
      assert.equal(bits.length, LEAST / 8);
      assert.deepEqual([bits[0], bits[1], bits.at(-1)], [0b1000_0000, 0b0100_0000, 0b0000_0001]);
      assert.equal(
        bits.subarray(2, -1).every((byte) => byte === 0),
        true,
      );
    });
  });
}

describe('issueStatusList', () => {
  it('takes no place that it has not', async () => {
    for (const index of [-1, 0.5, LEAST, NaN]) {
      await assert.rejects(
        statusList({ taken: [index] }),
        { name: 'TypeError', message: /No such place/ },
        String(index),
      );
    }
  });

  it('has 131,072 places at least, in whole bytes', async () => {
    assert.ok(await statusList({ length: LEAST + 8 }));
    for (const length of [LEAST - 8, LEAST + 4, NaN, 0]) {
      await assert.rejects(statusList({ length }), { name: 'TypeError', message: /131072 places/ }, String(length));
    }
  });
});

describe('issueStatusToken', () => {
  it('says whose list it is of when, and how long it is good where it is told', async () => {
    const { status_list: list, ...payload } = await tokenPayload({ issuedAt: new Date(frozenAt.getTime() + 999) });
    assert.deepEqual(payload, { sub: revocationUrl, iat: seconds(frozenAt) });
    assert.equal((list as { bits: number }).bits, 2);
    const { exp, ttl } = await tokenPayload({ validUntil: daysLater(1), ttl: 90_999 });
    assert.deepEqual([exp, ttl], [seconds(daysLater(1)), 90]);
    assert.equal((await tokenPayload({ ttl: 0 }))['ttl'], 0);
  });

  it('has two bits for each, from the least significant on; one that is in both lists is over', async () => {
    const bytes = await tokenBytes({ revoked: [0, 2, LEAST - 1], suspended: [1, 2] });
    assert.equal(bytes.length, LEAST / 4);
    assert.deepEqual([bytes[0], bytes.at(-1)], [0b00_01_10_01, 0b01_00_00_00]);
    assert.equal(
      bytes.subarray(1, -1).every((byte) => byte === 0),
      true,
    );
    assert.equal(
      (await tokenBytes({})).every((byte) => byte === 0),
      true,
    );
  });

  it('takes no place that it has not', async () => {
    for (const index of [-1, 0.5, LEAST, NaN]) {
      const expected = { name: 'TypeError', message: /No such place/ };
      await assert.rejects(tokenPayload({ revoked: [index] }), expected, String(index));
      await assert.rejects(tokenPayload({ suspended: [index] }), expected, String(index));
    }
  });

  it('has 131,072 places at least, in whole bytes', async () => {
    assert.ok(await tokenPayload({ length: LEAST + 4 }));
    for (const length of [LEAST - 4, LEAST + 2, NaN, 0]) {
      await assert.rejects(tokenPayload({ length }), { name: 'TypeError', message: /131072 places/ }, String(length));
    }
  });
});
