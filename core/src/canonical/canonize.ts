import jsonld, { type CanonizeOptions, type ProcessingOptions } from 'jsonld';
import { bundledContexts } from '../contexts/context-store.ts';
import { isJsonObject } from '../parse/json-object.ts';
import { type Converter, createConverter } from './convert.ts';
import { loadInternals } from './internals.ts';

type Options = CanonizeOptions & Pick<ProcessingOptions, 'documentLoader'>;

let converter: Converter | undefined;
let isDecided = false;

/**
 * A document's canonical form as N-Quads (RDFC-1.0): `jsonld.canonize`, and the very same result, for the cost of a
 * fraction where a document is under contexts of this package and has nothing unusual.
 *
 * @throws whatever `jsonld.canonize` does
 */
export async function canonize(document: object, options: Options): Promise<string> {
  const found = isUnderBundledContexts(document) ? await shortWay(document, options) : undefined;
  if (!found) return jsonld.canonize(document, options);
  return 'canonical' in found ? found.canonical : jsonld.canonize(found.nQuads, { ...options, inputFormat });
}

const inputFormat = 'application/n-quads';

async function shortWay(document: object, { canonizeOptions = {} }: Options): ReturnType<Converter> {
  const { messageDigestAlgorithm = 'sha256', ...rest } = canonizeOptions;
  if (!isDecided) decide();
  if (!converter || Object.keys(rest).length > 0 || !isJsonObject(document)) return undefined;
  return converter(document, messageDigestAlgorithm);
}

/** Once in a process: versions do not change, nor do contexts. */
function decide(): void {
  const loaded = loadInternals();
  isDecided = true;
  if ('warning' in loaded) console.warn(loaded.warning);
  else converter = createConverter(loaded.internals, bundledContexts.load);
}

/** Strings of this package's contexts: no loader can give them another meaning. */
function isUnderBundledContexts(document: object): boolean {
  const context = '@context' in document ? document['@context'] : undefined;
  const urls: readonly unknown[] = Array.isArray(context) ? context : [context];
  return urls.every((url) => typeof url === 'string' && bundledContexts.has(url));
}
