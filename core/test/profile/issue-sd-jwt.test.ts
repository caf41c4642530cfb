import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { presentSdJwt, typeIri } from '../../src/profile/index.ts';
import {
  curveTokenKey,
  daysLater,
  decoded,
  didJwk,
  encoded,
  expectedAudience,
  expectedNonce,
  frozenAt,
  harvest,
  holder,
  holderTokenKey,
  issuedSdJwt,
  membershipClaims,
  sha256,
} from '../factories/index.ts';

type Change = Parameters<typeof issuedSdJwt>[0];
const names = Object.keys(membershipClaims) as (keyof typeof membershipClaims)[];
const seconds = (date: Date) => Math.floor(date.getTime() / 1_000);

/** An issued token in its parts. */
async function issued(change: Change = {}) {
  const [token = '', ...disclosures] = (await issuedSdJwt(change)).split('~').slice(0, -1);
  const [header, payload] = token.split('.');
  const opened = disclosures.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]);
  return { header: decoded(header), payload: decoded(payload), disclosures, opened };
}

describe('issueSdJwt', () => {
  it('says of itself what every verifier needs, and hides each claim behind a digest', async () => {
    const { header, payload, disclosures, opened } = await issued({
      validFrom: new Date(seconds(frozenAt) * 1_000 + 999),
    });
    assert.deepEqual(header, { alg: 'EdDSA', typ: 'dc+sd-jwt', kid: harvest.id });
    assert.deepEqual(payload, {
      iss: harvest.controller,
      sub: holder.controller,
      nbf: seconds(frozenAt),
      exp: seconds(daysLater(300)),
      vct: typeIri('CoopMembershipCredential'),
      cnf: { jwk: holderTokenKey.jwk },
      _sd: disclosures.map(sha256).sort(),
      _sd_alg: 'sha-256',
    });
    assert.deepEqual(opened.map(([, name]) => name).sort(), [...names].sort());
    assert.deepEqual(opened.find(([, name]) => name === 'memberOf')?.[2], {
      ...membershipClaims.memberOf,
      type: 'Organization',
    });
  });

  it('puts the digests in an order that tells nothing', async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const digests = (await issued()).payload['_sd'] as string[];
      assert.deepEqual(digests, digests.toSorted());
    }
  });

  it('gives each claim a salt of 128 bits of its own', async () => {
    const salts = [...(await issued()).opened, ...(await issued()).opened].map(([salt]) => String(salt));
    assert.equal(new Set(salts).size, 2 * names.length);
    for (const salt of salts) assert.equal(Buffer.from(salt, 'base64url').length, 16);
  });

  it('shows to everybody what it is told to, and hides nothing where that is all', async () => {
    const some = await issued({ alwaysShown: ['membershipClass'] });
    assert.equal(some.payload['membershipClass'], membershipClaims.membershipClass);
    assert.equal(some.opened.length, names.length - 1);
    const all = await issued({ alwaysShown: names });
    assert.deepEqual([all.opened, '_sd' in all.payload, '_sd_alg' in all.payload], [[], false, false]);
  });

  it('has a place in a status list, and an end, where it is given one', async () => {
    const status = { list: 'https://harvest.example/status/1', index: 7 };
    const { payload } = await issued({ status });
    assert.deepEqual(payload['status'], { status_list: { idx: 7, uri: status.list } });
    const without = (await issued({ validUntil: undefined })).payload;
    assert.deepEqual(['status' in without, 'exp' in without], [false, false]);
  });

  describe('binds it to', () => {
    const keyIn = async (holderDid: string, holderKey?: Readonly<Record<string, unknown>>) =>
      ((await issued({ holderDid, ...(holderKey && { holderKey }) })).payload['cnf'] as { jwk: unknown }).jwk;
    const curve = curveTokenKey('P-256').jwk;

    it('the key of a did:jwk of any kind, of an Ed25519 did:key, or the one that it is given', async () => {
      assert.deepEqual(await keyIn(didJwk(curve)), curve);
      assert.deepEqual(await keyIn(holder.controller), holderTokenKey.jwk);
      assert.deepEqual(await keyIn('did:web:member.example', curve), curve);
      assert.deepEqual(await keyIn(holder.controller, curve), curve);
    });

    it('no key that does not follow from the DID', async () => {
      const multibase = holder.controller.slice('did:key:'.length);
      for (const did of [
        'did:web:member.example',
        `did:example:${multibase}`,
        `did:key:u${multibase.slice(1)}`,
        'did:key:z0OIl',
        'did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
        'did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc',
        'did:key',
      ]) {
        await assert.rejects(keyIn(did), { name: 'TypeError', message: /hand it in as holderKey/ }, did);
      }
    });
  });
});

describe('presentSdJwt', () => {
  const [one, two] = [encoded(['salt', 'one', 1]), encoded(['salt', 'two', 2])];
  const item = encoded(['salt', 'one']);
  const odd = encoded(['salt', 1, 'one']);
  const shown = async (show?: readonly string[]) => {
    const credential = ['token', one, item, two, odd, ''].join('~');
    const request = { nonce: expectedNonce, audience: expectedAudience, created: frozenAt };
    const all = (await presentSdJwt({ holder, credential, ...request, ...(show && { show }) })).split('~');
    return {
      disclosures: all.slice(1, -1),
      binding: all.at(-1)!.split('.'),
      presented: `${all.slice(0, -1).join('~')}~`,
    };
  };

  it('shows all, or the claims of those names and no item of a list that reads like one', async () => {
    assert.deepEqual((await shown()).disclosures, [one, item, two, odd]);
    assert.deepEqual((await shown(['one'])).disclosures, [one]);
    assert.deepEqual((await shown(['two', 'one', 'three'])).disclosures, [one, two]);
    assert.deepEqual((await shown([])).disclosures, []);
  });

  it('is bound to the request, and to what is shown', async () => {
    const { binding, presented } = await shown(['two']);
    assert.deepEqual(decoded(binding[0]), { alg: 'EdDSA', typ: 'kb+jwt' });
    assert.deepEqual(decoded(binding[1]), {
      iat: seconds(frozenAt),
      aud: expectedAudience,
      nonce: expectedNonce,
      sd_hash: sha256(presented),
    });
  });
});
