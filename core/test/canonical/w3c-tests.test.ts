import { describe, it } from 'mocha';
import rdfCanonize from 'rdf-canonize';
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { canonicalQuads } from '../../src/canonical/canonical-quads.ts';
import { type Quad, type Term } from '../../src/canonical/n-quads.ts';
import { documentLoader as bundled, type DocumentLoader } from '../../src/contexts/context-store.ts';
import { isJsonObject } from '../../src/parse/json-object.ts';
import { manifest, readVector, supportOf } from '../vectors/manifest.ts';
import { agrees, converterFor } from './both-ways.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/vectors');
const jsonLdTests = resolve(folder, 'w3c-json-ld-api/tests');
const canonTests = resolve(folder, 'w3c-rdf-canon/tests');
const base = 'https://w3c.github.io/json-ld-api/tests/';

/** The suite's own files, under the address that its contexts are named by. */
const suiteLoader: DocumentLoader = async (url) => {
  const file = resolve(jsonLdTests, url.slice(base.length));
  if (!url.startsWith(base) || !existsSync(file)) throw new Error(`no such document: ${url}`);
  return { contextUrl: null, documentUrl: url, document: JSON.parse(readFileSync(file, 'utf8')) as object };
};

describe('The short way to a canonical form, on published tests', () => {
  if (!existsSync(folder)) {
    it.skip('skipped: there is no folder shared/vectors beside the checkout');
    return;
  }

  it('gives what jsonld gives for every input of json-ld-api’s tests, or leaves it to jsonld', async () => {
    const kinds = ['expand', 'compact', 'flatten', 'toRdf'];
    const files = kinds.flatMap((kind) => readdirSync(resolve(jsonLdTests, kind)).map((name) => `${kind}/${name}`));
    const inputs = files.filter((name) => name.endsWith('-in.jsonld'));
    assert.ok(inputs.length > 1_000);
    let taken = 0;
    for (const name of inputs) {
      const input = JSON.parse(readFileSync(resolve(jsonLdTests, name), 'utf8')) as unknown;
      for (const document of (Array.isArray(input) ? input : [input]) as unknown[]) {
        if (!isJsonObject(document)) continue;
        if (await agrees(document, converterFor(suiteLoader), suiteLoader)) taken += 1;
      }
    }
    // Most of them are about what no wallet writes: that it is left to jsonld is what they show.
    assert.ok(taken > 40, `only ${taken} of ${inputs.length} went the short way`);
  }).timeout(60_000);

  it('gives what jsonld gives for every published credential and presentation', async () => {
    let taken = 0;
    for (const entry of manifest ?? []) {
      const { contexts } = supportOf(entry);
      const loader: DocumentLoader = async (url) => {
        const document = contexts.get(url);
        return document ? { contextUrl: null, documentUrl: url, document } : bundled(url);
      };
      const document = readVector(entry.file) as { readonly proof?: unknown; readonly '@context'?: unknown };
      const { proof, ...unsecured } = document;
      const convert = converterFor(loader);
      const proofs = [proof].flat().map((options) => ({ '@context': document['@context'], ...(options as object) }));
      for (const one of [document, unsecured, ...proofs]) if (await agrees(one, convert, loader)) taken += 1;
    }
    assert.ok(taken > 150, `only ${taken} went the short way`);
  }).timeout(120_000);

  it('labels blank nodes as rdf-canon’s tests have it, or leaves them to the library', async () => {
    const inputs = readdirSync(resolve(canonTests, 'rdfc10')).filter((name) => name.endsWith('-in.nq'));
    let taken = 0;
    for (const name of inputs) {
      const expected = resolve(canonTests, 'rdfc10', name.replace('-in.nq', '-rdfc10.nq'));
      if (!existsSync(expected)) continue;
      const digest = name === 'test075-in.nq' ? 'sha384' : 'sha256';
      const found = canonicalQuads(readNQuads(readFileSync(resolve(canonTests, 'rdfc10', name), 'utf8')), digest);
      if (!('canonical' in found)) continue;
      assert.equal(found.canonical, readFileSync(expected, 'utf8'), name);
      taken += 1;
    }
    assert.ok(taken > 20, `only ${taken} of ${inputs.length} were labelled here`);
  });
});

/** The library's reading of N-Quads, as statements of ours. */
function readNQuads(text: string) {
  const nodes = new Map<string, number>();
  const term = ({ termType, value, language, datatype }: RdfTerm): Term => {
    if (termType === 'BlankNode') return nodes.get(value) ?? nodes.set(value, nodes.size).size - 1;
    const at = {
      subject: { termType: 'NamedNode', value: 'urn:s' },
      predicate: { termType: 'NamedNode', value: 'urn:p' },
    };
    const object = { termType, value, language, datatype };
    const line = rdfCanonize.NQuads.serialize([{ ...at, object, graph: { termType: 'DefaultGraph', value: '' } }]);
    return line.slice('<urn:s> <urn:p> '.length, -' .\n'.length);
  };
  const quads = rdfCanonize.NQuads.parse(text).map(({ subject, predicate, object, graph }): Quad => {
    const place = graph.termType === 'DefaultGraph' ? undefined : term(graph);
    return { subject: term(subject), predicate: String(term(predicate)), object: term(object), graph: place };
  });
  return { quads, blankNodes: nodes.size, mayRepeat: true, hasNatives: false };
}

interface RdfTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: unknown;
}
