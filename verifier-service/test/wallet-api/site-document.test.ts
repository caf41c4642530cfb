import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { siteDocumentRouter } from '../../src/wallet-api/site-document.ts';
import { noLimit, serve, site, sites } from './fake-requests.ts';

describe('siteDocumentRouter', () => {
  let app: Awaited<ReturnType<typeof serve>>;
  before(async () => (app = await serve(siteDocumentRouter({ sites, limitReads: noLimit }))));
  after(() => app.close());

  it("publishes the key that signs the site's requests, and the site's origin, to anybody", async () => {
    const response = await fetch(`${app.url}/s1/did.json`);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const document = (await response.json()) as Record<string, unknown[]>;
    assert.equal(document['id'], site.did);
    assert.deepEqual(document['verificationMethod'], [
      { id: site.keyId, type: 'JsonWebKey2020', controller: site.did, publicKeyJwk: site.publicKey },
    ]);
    assert.deepEqual(document['authentication'], [site.keyId]);
    assert.deepEqual(document['service'], [
      { id: `${site.did}#site`, type: 'LinkedDomains', serviceEndpoint: 'https://harvest.example' },
    ]);
  });

  it('knows no other site', async () => {
    assert.equal((await fetch(`${app.url}/s2/did.json`)).status, 404);
  });
});
