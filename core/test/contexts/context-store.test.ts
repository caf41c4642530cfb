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

  it('lets nobody replace a bundled context', async () => {
    const store = createContextStore(new Map([[contextUrls.credentialsV2, { '@context': {} }]]));
    assert.equal(
      (await store.load(contextUrls.credentialsV2)).document,
      (await bundledContexts.load(contextUrls.credentialsV2)).document,
    );
  });
});
