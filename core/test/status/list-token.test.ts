import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { deflateSync } from 'node:zlib';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { checkStatuses } from '../../src/status/check-statuses.ts';
import { parseStatusEntry } from '../../src/status/parse-status-entry.ts';
import { wordOf } from '../checks/subjects.ts';
import { frozenAt, harvest, harvestDid, meadow, publishedLists, resolveDid } from '../factories/index.ts';

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

async function word(change: Change = {}, idx = 0): Promise<string> {
  const entry = parseStatusEntry({ status_list: { idx, uri } });
  assert.ok(entry);
  const fetchStatusList = publishedLists(new Map([[uri, await token(change)]]));
  const resources = { resolveDid, contexts: bundledContexts, fetchStatusList };
  const [found] = await checkStatuses(harvestDid, [entry], { now: frozenAt }, resources);
  return wordOf(found!);
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

  const invalid: readonly (readonly [string, Change, number?])[] = [
    ['for another address', { payload: { sub: `${uri}2` } }],
    ['of another issuer', { payload: { iss: 'did:web:meadow.example' } }],
    ['by another issuer’s key', { signer: meadow }],
    ['by a key that the issuer does not list', { header: { kid: `${harvestDid}#other` } }],
    ['that is over', { payload: { exp: now - 3_600 } }],
    ['from the future', { payload: { iat: now + 3_600 } }],
    ['of another type', { header: { typ: 'jwt' } }],
    ['with another algorithm', { header: { alg: 'none' } }],
    ['with a critical header that we do not know', { header: { crit: ['b64'] } }],
    ['whose signature is somebody else’s', { signature: Buffer.alloc(64).toString('base64url') }],
    ['of a width that there is not', { payload: { status_list: { bits: 3, lst: '' } } }],
    ['packed beyond the limit', { bytes: new Uint8Array(3_000_000) }],
    ['that has no such place', {}, 4],
  ];
  for (const [what, change, idx] of invalid) {
    it(`is not believed ${what}`, async () => assert.equal(await word(change, idx), 'status_list_invalid'));
  }
});
