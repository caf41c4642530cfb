import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { deflateSync } from 'node:zlib';
import { CLOCK_SKEW } from '../../src/checks/clock-skew.ts';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { checkStatuses } from '../../src/status/check-statuses.ts';
import { parseStatusEntry } from '../../src/status/parse-status-entry.ts';
import { wordOf } from '../checks/subjects.ts';
import { issueStatusToken } from '../../src/profile/index.ts';
import {
  curveTokenKey,
  didJwk,
  frozenAt,
  harvest,
  harvestDid,
  meadow,
  publishedLists,
  resolveDid,
  token as tokenBy,
  type TokenKey,
} from '../factories/index.ts';
import { readTrustedRoots } from '../../src/proofs/sd-jwt/trusted-roots.ts';
import { certificate } from '../proofs/sd-jwt/certificates.ts';

const uri = 'https://harvest.example/status/tokens';
const now = frozenAt.getTime() / 1_000;
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Change {
  readonly header?: object;
  readonly payload?: object;
  readonly signer?: typeof harvest;
  readonly bits?: number;
  readonly bytes?: Uint8Array;
  readonly signature?: string;
}

/** A token by Harvest Co-op in which 1 is revoked, 2 suspended and 3 something of its own; after one change. */
async function token({ signer = harvest, bits = 2, bytes = Uint8Array.of(0b11_10_01_00), ...change }: Change = {}) {
  const header = { alg: 'EdDSA', typ: 'statuslist+jwt', kid: signer.id, ...change.header };
  const lst = deflateSync(bytes).toString('base64url');
  const payload = { sub: uri, iat: now - 60, exp: now + 60, ttl: 30, status_list: { bits, lst }, ...change.payload };
  const signed = `${base64url(header)}.${base64url(payload)}`;
  const signature = Buffer.from(await signer.sign({ data: Buffer.from(signed) })).toString('base64url');
  return `${signed}.${change.signature ?? signature}`;
}

const word = async (change: Change = {}, idx = 0): Promise<string> => wordOfList(await token(change), idx);

const wordOfList = async (list: unknown, idx: number, issuer?: string, roots?: readonly string[]): Promise<string> =>
  wordOf(await outcomeOf(list, idx, issuer, roots));

/** What a list says of a place, to whoever judges a credential of that issuer and pins these roots. */
async function outcomeOf(list: unknown, idx: number, issuer = harvestDid, roots: readonly string[] = []) {
  const entry = parseStatusEntry({ status_list: { idx, uri } });
  assert.ok(entry);
  const fetchStatusList = publishedLists(new Map([[uri, list]]));
  const trustedRoots = readTrustedRoots(roots);
  const resources = { resolveDid, contexts: bundledContexts, fetchStatusList, trustedRoots };
  const [found] = await checkStatuses(issuer, [entry], { now: frozenAt }, resources);
  return found!;
}

/** The same list by a key of any kind, named in the header as that issuer names it. */
function listBy(key: TokenKey, header: object): Promise<string> {
  const lst = deflateSync(Uint8Array.of(0b11_10_01_00)).toString('base64url');
  const payload = { sub: uri, iat: now - 60, exp: now + 60, status_list: { bits: 2, lst } };
  return tokenBy(key, { typ: 'statuslist+jwt', ...header }, payload);
}

describe('a status list token', () => {
  it('tells valid, invalid and suspended apart', async () => {
    assert.equal(await word({}, 0), 'passed');
    assert.equal(await word({}, 1), 'credential_revoked');
    assert.equal(await word({}, 2), 'credential_suspended');
  });

  it('decides nothing by a value of the issuer’s own', async () =>
    assert.equal(await word({}, 3), 'status_type_unsupported'));

  it('is signed by the key it names relative to the issuer too', async () =>
    assert.equal(await word({ header: { kid: `#${harvest.id.split('#')[1]}` } }), 'passed'));

  for (const curve of ['P-256', 'P-384'] as const) {
    it(`is read of an issuer whose key is of ${curve}, and under no other algorithm or key`, async () => {
      const key = curveTokenKey(curve);
      const did = didJwk(key.jwk);
      const by = async (signing: TokenKey, header: object = {}, idx = 0) =>
        wordOfList(await listBy(signing, { kid: `${did}#0`, ...header }), idx, did);
      assert.deepEqual(await Promise.all([0, 1, 2].map((idx) => by(key, {}, idx))), [
        'passed',
        'credential_revoked',
        'credential_suspended',
      ]);
      const another = curve === 'P-256' ? 'ES384' : 'ES256';
      for (const alg of [another, 'EdDSA', 'HS256', 'none'])
        assert.equal(await by(key, { alg }), 'status_list_invalid', alg);
      assert.equal(await by(curveTokenKey(curve)), 'status_list_invalid');
    });
  }

  it('is read of an issuer with a certificate, where that leads to a pinned root', async () => {
    const root = await certificate({ name: 'root', ca: true });
    const names = [{ type: 'url', value: harvestDid }] as const;
    const leaf = await certificate({ name: 'leaf', by: root, names: [...names] });
    const list = await listBy(leaf.tokenKey, { x5c: [leaf.der] });
    assert.equal(await wordOfList(list, 1, harvestDid, [root.pem]), 'credential_revoked');
    assert.equal(await wordOfList(list, 1, harvestDid), 'status_list_invalid');
    assert.equal(await wordOfList(list, 1, 'did:web:meadow.example', [root.pem]), 'status_list_invalid');
  });

  it('is signed by the profile, which tells suspended from revoked', async () => {
    const last = 131_071;
    const options = { issuer: { did: harvestDid, keyPair: harvest }, url: uri, issuedAt: frozenAt };
    const list = await issueStatusToken({ ...options, revoked: [7, last], suspended: [6, 7], ttl: 60_000 });
    assert.deepEqual(await Promise.all([5, 6, 7, 8, last, last + 1].map((idx) => wordOfList(list, idx))), [
      ...['passed', 'credential_suspended', 'credential_revoked', 'passed', 'credential_revoked'],
      'status_list_invalid',
    ]);
    for (const wrong of [{ length: 1_000 }, { length: 131_073 }, { revoked: [last + 1] }, { suspended: [-1] }])
      await assert.rejects(issueStatusToken({ ...options, ...wrong }), TypeError);
  });

  it('may name its issuer, and need not say when it ends', async () => {
    assert.equal(await word({ payload: { iss: harvestDid } }, 1), 'credential_revoked');
    assert.equal(await word({ payload: { exp: undefined } }, 1), 'credential_revoked');
  });

  const skew = CLOCK_SKEW / 1_000;
  it('is believed to its end and from its beginning, by clocks that differ a little', async () => {
    assert.equal(await word({ payload: { exp: now - skew + 1 } }), 'passed');
    assert.equal(await word({ payload: { iat: now + skew } }), 'passed');
  });

  /** Without a reason where the token's own reader has refused it. */
  const invalid: readonly (readonly [string, Change, string?, number?])[] = [
    ['for another address', { payload: { sub: `${uri}2` } }, 'it says that it is another list'],
    ['of another issuer', { payload: { iss: 'did:web:meadow.example' } }, 'another issuer made it'],
    ['by another issuer’s key', { signer: meadow }],
    ['by a key that the issuer does not list', { header: { kid: `${harvestDid}#other` } }],
    ['that is over', { payload: { exp: now - skew } }, 'it is not valid now'],
    ['from the future', { payload: { iat: now + skew + 1 } }, 'it is not valid now'],
    ['of another type', { header: { typ: 'jwt' } }],
    ['with another algorithm', { header: { alg: 'none' } }],
    ['with a critical header that we do not know', { header: { crit: ['b64'] } }],
    ['whose signature is somebody else’s', { signature: Buffer.alloc(64).toString('base64url') }],
    ['of a width that there is not', { payload: { status_list: { bits: 3, lst: '' } } }, 'it is no status list token'],
    ['that does not say when it was made', { payload: { iat: undefined } }, 'it is no status list token'],
    ['packed beyond the limit', { bytes: new Uint8Array(3_000_000) }, 'it cannot be unpacked'],
    ['that has no such place', {}, 'the list has no such place', 4],
  ];
  for (const [what, change, why, idx = 0] of invalid) {
    it(`is not believed ${what}`, async () => {
      const found = await outcomeOf(await token(change), idx);
      assert.equal(wordOf(found), 'status_list_invalid');
      assert.equal('problem' in found ? found.problem.detail : undefined, why);
    });
  }

  it('is a text', async () => {
    const found = await outcomeOf({ token: await token() }, 0);
    assert.equal('problem' in found ? found.problem.detail : undefined, 'it is no status list token');
  });
});
