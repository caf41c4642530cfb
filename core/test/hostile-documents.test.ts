import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { canonize } from '../src/canonical/canonize.ts';
import { contextUrls } from '../src/contexts/context-urls.ts';
import { documentLoader } from '../src/contexts/context-store.ts';
import { presentationLimits, sdJwtLimits, type ProblemCode } from '../src/index.ts';
import { parseJsonWithin } from '../src/parse/parse-json-within.ts';
import { presentation } from './factories/index.ts';
import { judge, wordFor } from './gate.ts';

/**
 * Documents that held a stock verifier up for seconds, or ended it, without any valid signature: each of a size, and
 * larger. All are refused by their shape, before any JSON-LD.
 */
const KB = 1_024;
const vp = await presentation();

const attacks: Readonly<Record<string, readonly [ProblemCode, (items: number) => object]>> = {
  'an array of literals': ['document_too_many_items', (n) => ({ ...vp, name: fill(n, (i) => `${i}`) })],
  'an array of IRIs': ['document_too_many_items', (n) => ({ ...vp, holder: fill(n, (i) => `urn:x:${i}`) })],
  'distinct blank nodes': ['document_too_many_items', (n) => ({ ...vp, holder: fill(n, (i) => ({ name: `${i}` })) })],
  'many credentials': [
    'too_many_credentials',
    (n) => ({ ...vp, verifiableCredential: fill(Math.min(n, 60), () => vp.verifiableCredential[0]) }),
  ],
  'contexts written out, each with scopes': [
    'context_not_allowed',
    (n) => ({ ...vp, '@context': [...vp['@context'], scopes(Math.min(n, 300))] }),
  ],
  'an array of contexts written out': [
    'context_not_allowed',
    (n) => ({ ...vp, '@context': [...vp['@context'], ...fill(Math.min(n, 50), (i) => ({ [`t${i}`]: `urn:t:${i}` }))] }),
  ],
};

describe('A document that costs more than it is', () => {
  for (const [what, [code, make]] of Object.entries(attacks)) {
    for (const items of [500, 5_000, 50_000]) {
      it(`is refused for ${what}, ${items} of them, before any JSON-LD`, async () => {
        const word = await wordFor(judge(make(items)));
        assert.equal(word, code);
      });
    }
  }

  it('is not even decoded where it is longer than a gate reads', () => {
    for (const size of [100 * KB, 300 * KB, KB * KB]) {
      const text = JSON.stringify({ ...vp, name: 'x'.repeat(size) });
      for (const limits of [presentationLimits, sdJwtLimits]) {
        assert.throws(() => parseJsonWithin(text, limits), { code: 'body_too_large' });
      }
    }
  });

  // https://www.w3.org/TR/rdf-canon/ §7.1, dataset poisoning: rdf-canon's own test 074c, and a clique.
  for (const [what, document] of Object.entries({ 'a clique of ten': clique(10), 'a ring of forty': ring(40) })) {
    it(`is given up where its graph is ${what} blank nodes that look alike`, async () => {
      await assert.rejects(canonize(document, rdfc), /deep iterations/);
    });
  }
});

const rdfc = {
  ...({ algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true } as const),
  documentLoader,
};

function fill<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const scopes = (count: number): object =>
  Object.fromEntries(fill(count, (i) => [`t${i}`, { '@id': `urn:t:${i}`, '@context': { [`u${i}`]: `urn:u:${i}` } }]));

/** Nodes that each know all others; only a document outside of any gate may name blank nodes. */
function clique(size: number): object {
  return graphOf(fill(size, (i) => fill(size, (j) => j).filter((j) => j !== i)));
}

function ring(size: number): object {
  return graphOf(fill(size, (i) => [(i + 1) % size, (i + 2) % size, (i + size - 1) % size]));
}

function graphOf(edges: readonly (readonly number[])[]): object {
  const node = (i: number, of: readonly number[]) => ({ id: `_:n${i}`, memberOf: of.map((j) => ({ id: `_:n${j}` })) });
  const context = [contextUrls.credentialsV2, contextUrls.coopCredentialsV1];
  return { '@context': context, id: 'urn:a', memberOf: edges.map((of, i) => node(i, of)) };
}
