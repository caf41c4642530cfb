import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Published vectors lie beside the checkout, not in it: they are other people's, with their own licences. */
const folder = resolve(import.meta.dirname, '../../../../shared/vectors');

/** One check of the manifest, as its README describes it. */
export interface VectorEntry {
  readonly id: string;
  readonly file: string;
  readonly kind: 'credential' | 'presentation';
  readonly suite: string;
  readonly level: 'proof' | 'credential';
  readonly tier: 'core' | 'chain' | 'datamodel' | 'policy';
  readonly expect: 'verified' | 'rejected';
  readonly why: string;
  readonly options: {
    readonly now: string;
    readonly challenge?: string;
    readonly domain?: string;
    readonly checks?: readonly string[];
  };
  readonly contexts?: readonly string[];
  readonly controllerDocs?: readonly string[];
}

interface SupportIndex {
  readonly contexts: Readonly<Record<string, string>>;
  readonly docs: Readonly<Record<string, string>>;
}

export const readVector = (path: string): unknown => JSON.parse(readFileSync(resolve(folder, path), 'utf8'));

/** The manifest, or undefined where the folder is absent. */
export const manifest: readonly VectorEntry[] | undefined = existsSync(resolve(folder, 'manifest.json'))
  ? (readVector('manifest.json') as VectorEntry[])
  : undefined;

/** The documents that an entry needs, by the address they stand for. */
export function supportOf({ contexts = [], controllerDocs = [] }: VectorEntry) {
  const index = readVector('_support/INDEX.json') as SupportIndex;
  const named = (addresses: Readonly<Record<string, string>>, files: readonly string[]): ReadonlyMap<string, object> =>
    new Map(
      Object.entries(addresses)
        .filter(([, file]) => files.includes(file))
        .map(([address, file]) => [address, readVector(file) as object]),
    );
  return { contexts: named(index.contexts, contexts), controllers: named(index.docs, controllerDocs) };
}
