import { describe, it } from 'mocha';
import jsonld, { type CanonizeOptions } from 'jsonld';
import { strict as assert } from 'node:assert';
import { canonize } from '../../src/canonical/canonize.ts';
import { createConverter } from '../../src/canonical/convert.ts';
import { loadInternals } from '../../src/canonical/internals.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { documentLoader } from '../../src/contexts/context-store.ts';
import { issuedCredential } from '../factories/index.ts';

const { credentialsV2 } = contextUrls;
const rdfc: CanonizeOptions = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true };
const options = { ...rdfc, documentLoader };

describe('canonize', () => {
  const own = { '@context': [credentialsV2, contextUrls.coopCredentialsV1], id: 'urn:a' };
  const cases: Readonly<Record<string, object>> = {
    'a context written into the document': { '@context': [credentialsV2, { x: 'urn:x' }], id: 'urn:a', x: 'b' },
    'a language': { ...own, name: { '@value': 'b', '@language': 'en' } },
    'nodes that look alike': { ...own, memberOf: [{ name: 'b' }, { name: 'b' }] },
    'nodes that only their neighbours tell apart': {
      ...own,
      memberOf: { name: 'b', event: { seller: { name: 'x' } } },
      seller: { name: 'b', event: { seller: { name: 'y' } } },
    },
    'the same node in two places': {
      ...own,
      memberOf: { id: 'urn:b', name: 'c' },
      seller: { id: 'urn:b', name: 'c', description: 'd', event: [{ name: 'e' }, { name: 'f' }] },
    },
    'a number beside its text': { ...own, attributeValue: [1, '1'], name: [1, 1, true] },
  };
  for (const [title, document] of Object.entries(cases)) {
    it(`gives what jsonld gives for ${title}`, async () => {
      assert.equal(await canonize(document, options), await jsonld.canonize(document, options));
    });
  }

  describe('asks jsonld for', () => {
    const asked = async (document: object, more: object = {}) => {
      const stock = jsonld.canonize.bind(jsonld);
      let times = 0;
      jsonld.canonize = (...given) => {
        times += 1;
        return stock(...given);
      };
      try {
        await canonize(document, { ...options, ...more });
        return times;
      } finally {
        jsonld.canonize = stock;
      }
    };

    it('nothing where a document is under contexts of this package', async () => {
      assert.equal(await asked(await issuedCredential()), 0);
      assert.equal(await asked({ ...own, '@context': contextUrls.credentialsV2, name: 'b' }), 0);
    });

    it('the labels of nodes that look alike, but for no statement', async () => {
      assert.equal(await asked({ ...own, memberOf: [{ name: 'b' }, { name: 'b' }] }), 1);
    });

    const ownTerms = { own: 'https://own.example/name' };
    const others: Readonly<Record<string, object>> = {
      'a document of a context that was handed in': { '@context': [credentialsV2, 'https://own.example/'], own: 'b' },
      'a document of such a context alone': { '@context': 'https://own.example/', own: 'b' },
      'a document of a context written into it': { '@context': [credentialsV2, ownTerms], own: 'b' },
      'a document of such a context alone, written into it': { '@context': ownTerms, own: 'b' },
      'a document without a context': { 'https://own.example/name': 'b' },
    };
    for (const [what, document] of Object.entries(others)) {
      it(`all of ${what}`, async () => {
        const loader = async (url: string) =>
          url === 'https://own.example/'
            ? { contextUrl: null, documentUrl: url, document: { '@context': ownTerms } }
            : documentLoader(url);
        assert.equal(await asked({ '@id': 'urn:a', ...document }, { documentLoader: loader }), 1);
      });
    }

    it('all where it is asked for more than that', async () => {
      const canonizeOptions = { canonicalIdMap: new Map() };
      assert.equal(await asked(await issuedCredential(), { canonizeOptions }), 1);
    });
  });

  it('labels blank nodes by the hash function that it is given', async () => {
    const document = await issuedCredential();
    const forms = ['sha256', 'sha384'].map((messageDigestAlgorithm) => {
      const given = { ...options, canonizeOptions: { messageDigestAlgorithm } } as typeof options;
      return Promise.all([canonize(document, given), jsonld.canonize(document, given)]);
    });
    for (const [ours, theirs] of await Promise.all(forms)) assert.equal(ours, theirs);
  });

  it('says which label each blank node got, where that is asked', async () => {
    const labels = new Map<string, string>();
    await canonize(await issuedCredential(), { ...options, canonizeOptions: { canonicalIdMap: labels } });
    assert.ok(labels.size > 0);
  });

  it('processes a context once for all documents that come together', async () => {
    const loaded: string[] = [];
    const load = (url: string) => (loaded.push(url), documentLoader(url));
    const found = loadInternals();
    assert.ok('internals' in found);
    const convert = createConverter(found.internals, load);
    const document = { ...own, memberOf: { name: 'b' } };
    const forms = await Promise.all([document, document, document].map((one) => convert(one)));
    assert.ok(forms.every((form) => form && 'canonical' in form));
    assert.deepEqual(loaded, own['@context']);
  });

  it('refuses a term that no context defines, as jsonld does', async () => {
    const document = { '@context': credentialsV2, id: 'urn:a', unheardOf: 'b' };
    await assert.rejects(canonize(document, options), { name: 'jsonld.ValidationError' });
  });

  it('refuses a graph that is harder than its size', async () => {
    const document = { ...own, memberOf: Array.from({ length: 6 }, () => ({ memberOf: [{}, {}] })) };
    await assert.rejects(canonize(document, options), /deep iterations/);
  });
});
