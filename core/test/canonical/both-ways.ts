import jsonld, { type CanonizeOptions } from 'jsonld';
import { strict as assert } from 'node:assert';
import { type Converter, createConverter } from '../../src/canonical/convert.ts';
import { loadInternals } from '../../src/canonical/internals.ts';
import { type DocumentLoader } from '../../src/contexts/context-store.ts';
import { type JsonObject } from '../../src/parse/json-object.ts';

const rdfc: CanonizeOptions = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true };

/** The short way, as tests take it: with any contexts that its loader knows. */
export function converterFor(documentLoader: DocumentLoader): Converter {
  const loaded = loadInternals();
  assert.ok('internals' in loaded, 'the installed jsonld is not the one that this package was held against');
  return createConverter(loaded.internals, documentLoader);
}

/** jsonld's canonical form, or undefined where it refuses the document. */
export async function stockForm(document: object, documentLoader: DocumentLoader): Promise<string | undefined> {
  // It changes what it is given: lists lose their ends.
  const copy = structuredClone(document);
  const loader: DocumentLoader = async (url) => structuredClone(await documentLoader(url));
  return jsonld
    .canonize(copy, { ...rdfc, documentLoader: loader, rdfDirection: 'i18n-datatype' })
    .catch(() => undefined);
}

/** The short way's canonical form, or undefined where it leaves the document to jsonld. */
export async function shortForm(
  document: object,
  convert: Converter,
  loader: DocumentLoader,
): Promise<string | undefined> {
  const found = await convert(document as JsonObject);
  if (!found) return undefined;
  if ('canonical' in found) return found.canonical;
  const options = { ...rdfc, documentLoader: loader, inputFormat: 'application/n-quads' } as const;
  return jsonld.canonize(found.nQuads, options).catch(() => undefined);
}

/**
 * Asserts that the short way gives what jsonld gives, or leaves the document to it.
 *
 * @returns whether it was the short way's
 */
export async function agrees(document: object, convert: Converter, loader: DocumentLoader): Promise<boolean> {
  const found = await convert(structuredClone(document) as JsonObject);
  if (!found) return false;
  const [ours, theirs] = [await shortForm(document, convert, loader), await stockForm(document, loader)];
  assert.equal(ours, theirs, JSON.stringify(document));
  return true;
}
