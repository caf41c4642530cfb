import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { problem, VerificationError } from '../../src/problem.ts';
import { didDocument } from '../../src/profile/index.ts';
import { dairy, fakeFetch, frozenAt, harvest, harvestDid, holder, meadow, ports } from '../factories/index.ts';

const harvestUrl = 'https://harvest.example/.well-known/did.json';
const MINUTE = 60_000;

/** A resolver over these documents, whose clock and web the test may change. */
function world(documents = new Map<string, unknown>([[harvestUrl, didDocument(harvestDid, [harvest])]])) {
  const fetchJson = fakeFetch(documents);
  let time = frozenAt.getTime();
  const resolve = createDidResolver({ fetchJson, clock: () => new Date(time) });
  return {
    fetchJson,
    resolve,
    documents,
    calls: fetchJson.calls,
    wait: (milliseconds: number) => (time += milliseconds),
  };
}

describe('createDidResolver', () => {
  it('reads a did:key from the DID alone, for both purposes', async () => {
    const { resolve, calls } = world();
    const document = await resolve(holder.controller);
    assert.equal(document.id, holder.controller);
    assert.deepEqual(document.authentication, [holder.id]);
    assert.deepEqual(document.assertionMethod, [holder.id]);
    assert.deepEqual(calls, []);
  });

  it('tells what it keeps and how it was asked, of issuers that a policy names apart from all others', async () => {
    const { resolve, wait } = world();
    await resolve(harvestDid, { recognised: true });
    wait(MINUTE / 2);
    await resolve(harvestDid, { recognised: true });
    await resolve('did:web:gone.example').catch(() => undefined);
    assert.deepEqual(resolve.inventory(), {
      recognised: { hits: 1, misses: 1, entries: 1, failed: 0, oldestAge: MINUTE / 2 },
      others: { hits: 0, misses: 1, entries: 1, failed: 1, oldestAge: undefined },
    });
  });

  it('reads a did:jwk from the DID alone, for both purposes', async () => {
    const document = await world().resolve(dairy.controller);
    assert.deepEqual(document.authentication, [`${dairy.controller}#0`]);
    assert.deepEqual(document.assertionMethod, [`${dairy.controller}#0`]);
  });

  it('reads a DID of 2,048 characters, and none that is longer', async () => {
    const did = `did:web:harvest.example:${'a'.repeat(2_024)}`;
    const { resolve, calls } = world();
    await assert.rejects(resolve(did), { code: 'did_unresolvable' });
    await assert.rejects(resolve(`${did}a`), { code: 'did_invalid' });
    assert.equal(calls.length, 1);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW', 'key_type_unsupported'],
    ['did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme', 'key_type_unsupported'],
    ['did:key:0OIl', 'did_invalid'],
    ['did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp#x', 'did_invalid'],
    [jwkDid({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }), 'key_type_unsupported'],
    [jwkDid({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }), 'key_type_unsupported'],
    [jwkDid({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), use: 'enc' }), 'key_type_unsupported'],
    [jwkDid({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: 'A'.repeat(43) }), 'key_type_unsupported'],
    ['did:jwk:e30=', 'did_invalid'],
    ['did:jwk:bm8', 'did_invalid'],
    ['did:jwk:bnVsbA', 'did_invalid'],
    [`did:jwk:${Buffer.from('{"kty":"OKP","kid":"\xff"}', 'latin1').toString('base64url')}`, 'did_invalid'],
    ['did:key:uz6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp', 'did_invalid'],
    ['did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp:x', 'did_invalid'],
    ['did:example:123', 'did_method_unsupported'],
    ['did:Web:harvest.example', 'did_invalid'],
    ['https://harvest.example', 'did_invalid'],
    ['', 'did_invalid'],
    [`did:web:${'a'.repeat(3_000)}`, 'did_invalid'],
    ['did:web:127.0.0.1', 'did_invalid'],
    ['did:web:0x7f.1', 'did_invalid'],
    ['did:web:harvest.example.', 'did_invalid'],
    ['did:web:Harvest.example', 'did_invalid'],
    ['did:web:user%40harvest.example', 'did_invalid'],
    ['did:web:harvest.example%2Fpath', 'did_invalid'],
    ['did:web:harvest.example%3A99999', 'did_invalid'],
    ['did:web:harvest.example:..:x', 'did_invalid'],
    ['did:web:harvest.example::x', 'did_invalid'],
    ['did:web:harvest.example:a%2Fb', 'did_invalid'],
    ['did:web:%5B%3A%3A1%5D', 'did_invalid'],
  ];
  for (const [did, code] of refused) {
    it(`refuses ${did.slice(0, 70)} as ${code}, and asks nobody`, async () => {
      const { resolve, calls } = world();
      await assert.rejects(resolve(did), { code });
      assert.deepEqual(calls, []);
    });
  }

  const places: readonly (readonly [string, string])[] = [
    [harvestDid, harvestUrl],
    ['did:web:harvest.example:coops:dairy', 'https://harvest.example/coops/dairy/did.json'],
    ['did:web:localhost%3A4101', 'https://localhost:4101/.well-known/did.json'],
    ['did:web:localhost%3a4101:sites:s_1', 'https://localhost:4101/sites/s_1/did.json'],
  ];
  for (const [did, url] of places) {
    it(`asks ${url} for ${did}`, async () => {
      const { resolve, calls } = world(new Map([[url, didDocument(did, [])]]));
      assert.equal((await resolve(did)).id, did);
      assert.deepEqual(calls, [url]);
    });
  }

  const wrongDocuments: Readonly<Record<string, unknown>> = {
    'the document of another DID': didDocument(meadow.controller, [meadow]),
    'a list': [],
    'a text': 'did',
    'a document whose keys are none': { id: harvestDid, verificationMethod: 'key' },
    'a document of too many keys': { id: harvestDid, authentication: Array.from({ length: 33 }, () => harvest.id) },
  };
  for (const [what, document] of Object.entries(wrongDocuments)) {
    it(`refuses ${what} as did_document_invalid`, async () => {
      const { resolve } = world(new Map([[harvestUrl, document]]));
      await assert.rejects(resolve(harvestDid), { code: 'did_document_invalid' });
    });
  }

  it('is inconclusive while a host is down, and tells its operator why', async () => {
    const cause = new TypeError('connection refused');
    const resolve = createDidResolver(ports({ fetchJson: () => Promise.reject(cause) }));
    const expected = { code: 'did_unresolvable', problem: problem('did_unresolvable'), cause };
    await assert.rejects(resolve(harvestDid), expected);
    assert.equal(problem('did_unresolvable').retryable, true);
  });

  it('keeps the code of an address that may not be asked', async () => {
    const fetchJson = () => Promise.reject(new VerificationError(problem('fetch_refused')));
    await assert.rejects(createDidResolver(ports({ fetchJson }))(harvestDid), { code: 'fetch_refused' });
  });
});

describe('the memory of a did:web', () => {
  it('lasts an hour', async () => {
    const { resolve, calls, wait } = world();
    await resolve(harvestDid);
    wait(60 * MINUTE - 1);
    await resolve(harvestDid);
    assert.equal(calls.length, 1);
    wait(1);
    await resolve(harvestDid);
    assert.equal(calls.length, 2);
  });

  it('ends when the clock is set back', async () => {
    const { resolve, calls, wait } = world();
    await resolve(harvestDid);
    wait(-MINUTE);
    await resolve(harvestDid);
    assert.equal(calls.length, 2);
  });

  it('is shared by those who ask at the same time', async () => {
    const { resolve, calls } = world();
    await Promise.all(Array.from({ length: 20 }, () => resolve(harvestDid)));
    assert.equal(calls.length, 1);
  });

  it('is refreshed on demand, once a minute and no more', async () => {
    const { resolve, calls, wait } = world();
    await resolve(harvestDid);
    await resolve(harvestDid, { refresh: true });
    assert.equal(calls.length, 1);
    wait(MINUTE);
    await resolve(harvestDid, { refresh: true });
    await resolve(harvestDid, { refresh: true });
    assert.equal(calls.length, 2);
  });

  it('outlasts a refresh that fails, until its hour is over', async () => {
    const { resolve, documents, wait } = world();
    const known = await resolve(harvestDid);
    documents.clear();
    wait(59 * MINUTE);
    assert.deepEqual(await resolve(harvestDid, { refresh: true }), known);
    wait(MINUTE);
    await assert.rejects(resolve(harvestDid), { code: 'did_unresolvable' });
  });

  it('gives the document of before to whoever did not ask for a fresh one, however slow that is', async () => {
    const { documents, fetchJson, resolve, wait } = world();
    const known = await resolve(harvestDid);
    const slow = Promise.withResolvers<unknown>();
    documents.set(harvestUrl, slow.promise);
    wait(MINUTE);
    const fresh = resolve(harvestDid, { refresh: true });
    assert.equal(await resolve(harvestDid), known);
    slow.resolve(didDocument(harvestDid, []));
    assert.deepEqual((await fresh).verificationMethod, []);
    assert.deepEqual((await resolve(harvestDid)).verificationMethod, []);
    assert.equal(fetchJson.calls.length, 2);
  });

  for (const [whose, recognised, keptFor] of [
    ['a stranger’s', false, MINUTE],
    ['a recognised issuer’s', true, 5_000],
  ] as const) {
    it(`keeps ${whose} failure for ${keptFor / 1_000} seconds`, async () => {
      const { resolve, documents, calls, wait } = world(new Map());
      const ask = () => resolve(harvestDid, { recognised });
      await assert.rejects(ask());
      documents.set(harvestUrl, didDocument(harvestDid, [harvest]));
      wait(keptFor - 1);
      await assert.rejects(ask());
      assert.equal(calls.length, 1);
      wait(1);
      assert.equal((await ask()).id, harvestDid);
    });
  }

  it('keeps for a minute that a recognised issuer has no document of use', async () => {
    const { resolve, documents, calls, wait } = world(new Map([[harvestUrl, []]]));
    await assert.rejects(resolve(harvestDid, { recognised: true }), { code: 'did_document_invalid' });
    documents.set(harvestUrl, didDocument(harvestDid, [harvest]));
    wait(MINUTE - 1);
    await assert.rejects(resolve(harvestDid, { recognised: true }));
    assert.equal(calls.length, 1);
    wait(1);
    assert.ok(await resolve(harvestDid, { recognised: true }));
  });
});

describe('strangers', () => {
  const strangers = Array.from({ length: 1_001 }, (_, index) => `did:web:x${index}.example`);
  const urlOf = (did: string) => `https://${did.slice(8)}/.well-known/did.json`;
  const crowd = () => new Map<string, unknown>(strangers.map((did) => [urlOf(did), didDocument(did, [])]));

  it('are forgotten, the oldest first, when there are more than a hundred', async () => {
    const { resolve, calls } = world(crowd());
    for (const did of strangers.slice(0, 101)) await resolve(did);
    await resolve(strangers[1]!);
    assert.equal(calls.length, 101);
    await resolve(strangers[0]!);
    assert.equal(calls.length, 102);
  });

  it('are as young as what was last fetched of them', async () => {
    const { resolve, calls, wait } = world(crowd());
    for (const did of strangers.slice(0, 100)) await resolve(did);
    wait(60 * MINUTE);
    await resolve(strangers[0]!);
    await resolve(strangers[100]!);
    assert.equal(calls.length, 102);
    await resolve(strangers[0]!);
    assert.equal(calls.length, 102);
  });

  it('have no recognised issuer forgotten, however many they are', async () => {
    const { resolve, calls } = world(crowd().set(harvestUrl, didDocument(harvestDid, [harvest])));
    await resolve(harvestDid, { recognised: true });
    for (const did of strangers) await resolve(did);
    await resolve(harvestDid, { recognised: true });
    assert.equal(calls.filter((url) => url === harvestUrl).length, 1);
  });

  it('are asked eight at once; the next is told to come later, is not remembered, and displaces nobody', async () => {
    const slow = Promise.withResolvers<unknown>();
    const documents = crowd();
    const { resolve, calls, wait } = world(documents);
    for (const did of strangers.slice(0, 100)) await resolve(did);
    const held = strangers.slice(200, 208);
    for (const did of held)
      documents.set(
        urlOf(did),
        slow.promise.then(() => didDocument(did, [])),
      );
    const asking = held.map((did) => resolve(did));
    for (const did of strangers.slice(300, 400)) await assert.rejects(resolve(did), { code: 'service_busy' });
    assert.equal(calls.length, 108);

    await resolve(strangers[50]!);
    wait(MINUTE);
    await resolve(strangers[50]!, { refresh: true });
    assert.equal(calls.length, 108, 'a document that is known is given as it is');
    slow.resolve(undefined);
    await Promise.all(asking);
    assert.ok(await resolve(strangers[300]!));
  });

  it('keep no recognised issuer waiting', async () => {
    const documents = crowd().set(harvestUrl, didDocument(harvestDid, [harvest]));
    for (const did of strangers) documents.set(urlOf(did), new Promise(() => undefined));
    const { resolve } = world(documents);
    for (const did of strangers) resolve(did).catch(() => undefined);
    assert.equal((await resolve(harvestDid, { recognised: true })).id, harvestDid);
  });

  it('are asked in their own way', async () => {
    const fetchJson = fakeFetch();
    const fetchForStrangers = fakeFetch();
    const resolve = createDidResolver({ ...ports({ fetchJson }), fetchForStrangers });
    await resolve(harvestDid, { recognised: true });
    assert.deepEqual([fetchJson.calls.length, fetchForStrangers.calls.length], [1, 0]);
    await resolve(meadow.controller);
    assert.deepEqual([fetchJson.calls.length, fetchForStrangers.calls.length], [1, 1]);
  });
});

function jwkDid(jwk: object): string {
  return `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
}
