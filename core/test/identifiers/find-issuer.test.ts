import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { findIssuer } from '../../src/identifiers/find-issuer.ts';
import { problem, VerificationError, type ProblemCode } from '../../src/problem.ts';
import { didDocument } from '../../src/profile/index.ts';
import { fakeFetch, frozenClock, harvest, harvestDid, ports } from '../factories/index.ts';

const url = 'https://harvest.example/.well-known/did.json';
const document = didDocument(harvestDid, [harvest]);
const key = document.verificationMethod![0]!;

const lookUp = (address: string, documents?: ReadonlyMap<string, unknown>) =>
  findIssuer(address, ports({ fetchJson: fakeFetch(documents) }));
const publishing = (overrides: object) => lookUp('harvest.example', new Map([[url, { ...document, ...overrides }]]));

async function problemOf(answer: Promise<unknown>) {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof VerificationError)) throw new Error('nothing was refused');
  return [error.problem.code, error.problem.params?.['url']];
}

describe('findIssuer', () => {
  it('finds a co-op by its web address, however it was written', async () => {
    const expected = createHash('sha256').update(harvest.publicKey).digest('hex').slice(0, 32).toUpperCase();
    for (const address of [
      'harvest.example',
      'https://Harvest.example/about?us',
      'http://harvest.example',
      harvestDid,
    ]) {
      const { id, domain, keys } = await lookUp(address);
      assert.deepEqual([id, domain, keys.length, keys[0]!.id], [harvestDid, 'harvest.example', 1, harvest.id]);
      assert.match(keys[0]!.fingerprint, /^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
      assert.equal(keys[0]!.fingerprint.replaceAll(' ', ''), expected);
    }
  });

  it('looks where a port or a path of the did:web says', async () => {
    const { fetchJson } = ports();
    const calls: string[] = [];
    const watching = (address: string) => {
      calls.push(address);
      return fetchJson(address);
    };
    for (const address of ['coop.example:8443', 'did:web:host.example:co-ops:harvest']) {
      await findIssuer(address, { clock: frozenClock, fetchJson: watching }).catch(() => undefined);
    }
    assert.deepEqual(calls, [
      'https://coop.example:8443/.well-known/did.json',
      'https://host.example/co-ops/harvest/did.json',
    ]);
  });

  it('refuses what is no public web address, and asks nobody', async () => {
    const fetchJson = fakeFetch();
    for (const address of [
      '',
      'harvest example',
      '127.0.0.1',
      '[::1]',
      'a@harvest.example',
      'ftp://harvest.example',
      'did:key:z6Mk',
      'did:example:harvest.example',
      'xhttps://harvest.example',
      'httpsx://harvest.example',
      'https://',
    ]) {
      assert.deepEqual(
        await problemOf(findIssuer(address, ports({ fetchJson }))),
        ['domain_invalid', undefined],
        address,
      );
    }
    assert.deepEqual(fetchJson.calls, []);
  });

  it('says where nothing was found, and what was found instead', async () => {
    const fetching = (code: ProblemCode) => () => Promise.reject(new VerificationError(problem(code)));
    for (const [met, told] of [
      ['fetch_failed', 'issuer_document_missing'],
      ['fetch_refused', 'domain_invalid'],
      ['fetch_not_json', 'issuer_document_unreadable'],
      ['fetch_too_large', 'issuer_document_unreadable'],
    ] as const) {
      const answer = findIssuer('harvest.example', ports({ fetchJson: fetching(met) }));
      assert.deepEqual(await problemOf(answer), [told, url], met);
    }
    assert.deepEqual(await problemOf(publishing({ id: undefined })), ['issuer_document_unreadable', url]);
    assert.deepEqual(await problemOf(publishing({ verificationMethod: 7 })), ['issuer_document_unreadable', url]);
    assert.deepEqual(await problemOf(publishing({ id: 'did:web:meadow.example' })), ['issuer_document_wrong_id', url]);
    for (const none of [null, 'a text', 7]) {
      const answer = lookUp('harvest.example', new Map([[url, none]]));
      assert.deepEqual(await problemOf(answer), ['issuer_document_unreadable', url], String(none));
    }
  });

  it('counts no key that a verification would not take', async () => {
    for (const overrides of [
      { assertionMethod: [] },
      { assertionMethod: undefined },
      { verificationMethod: [] },
      { verificationMethod: [{ ...key, type: 'JsonWebKey2020' }] },
      { verificationMethod: [{ ...key, publicKeyMultibase: 'zabc' }] },
      { verificationMethod: [{ ...key, controller: 'did:web:meadow.example' }] },
      { verificationMethod: [{ ...key, revoked: '2026-01-01T00:00:00Z' }] },
    ]) {
      assert.deepEqual(await problemOf(publishing(overrides)), ['issuer_without_key', url], JSON.stringify(overrides));
    }
    const relative = { verificationMethod: [{ ...key, id: '#key-1' }], assertionMethod: ['#key-1'] };
    assert.equal((await publishing(relative)).keys[0]!.id, harvest.id);
    assert.equal((await publishing({ verificationMethod: [], assertionMethod: [key] })).keys.length, 1);
  });
});
