import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { bundledContexts, createContextStore } from '../../src/contexts/context-store.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { coopCredentialsV1 } from '../../src/contexts/generated/coop-credentials-v1.ts';

describe('the context store', () => {
  for (const [name, url] of Object.entries(contextUrls)) {
    it(`has ${name}`, async () => {
      assert.equal(bundledContexts.has(url), true);
      assert.ok('@context' in (await bundledContexts.load(url)).document);
    });
  }

  it('has our context word for word as its file says', () => {
    const file = new URL('../../src/contexts/coop-credentials-v1.jsonld', import.meta.url);
    assert.deepEqual(coopCredentialsV1, JSON.parse(readFileSync(file, 'utf8')));
  });

  it('refuses every other address, and fetches none', async () => {
    await assert.rejects(bundledContexts.load('https://schema.org/'), { code: 'context_not_allowed' });
  });

  it('tells jsonld which contexts never change, and a memo all that it knows', async () => {
    const url = 'https://harvest.example/context';
    const store = createContextStore(new Map([[url, { '@context': {} }]]));
    assert.deepEqual(await store.load(url), { contextUrl: null, documentUrl: url, document: { '@context': {} } });
    assert.equal((await store.load(contextUrls.credentialsV2)).tag, 'static');
    assert.ok(store.contents().includes(url) && store.contents().includes(contextUrls.credentialsV2));
    assert.notEqual(store.contents(), bundledContexts.contents());
    const other = createContextStore(new Map([[url, { '@context': { a: 'urn:a' } }]]));
    assert.notEqual(store.contents(), other.contents());
  });

  it('lets nobody replace a bundled context', async () => {
    const store = createContextStore(new Map([[contextUrls.credentialsV2, { '@context': {} }]]));
    assert.equal(
      (await store.load(contextUrls.credentialsV2)).document,
      (await bundledContexts.load(contextUrls.credentialsV2)).document,
    );
  });
});
