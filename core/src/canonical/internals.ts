import { createRequire } from 'node:module';
import type jsonldContext from 'jsonld/lib/context.js';
import type ContextResolver from 'jsonld/lib/ContextResolver.js';
import type events from 'jsonld/lib/events.js';

/** What the short way uses of jsonld below its public interface. */
export interface Internals {
  readonly context: typeof jsonldContext;
  readonly ContextResolver: typeof ContextResolver;
  readonly safeEventHandler: typeof events.safeEventHandler;
}

/** The versions that the short way was held against. With any other it is not taken. */
export const heldAgainst = { jsonld: '9.0.0', 'rdf-canonize': '5.0.0' } as const;

/**
 * Loads them, or says why not.
 *
 * @param expected for tests
 */
export function loadInternals(
  expected: Readonly<Record<keyof typeof heldAgainst, string>> = heldAgainst,
): { readonly internals: Internals } | { readonly warning: string } {
  const here = createRequire(import.meta.url);
  const ofJsonld = createRequire(here.resolve('jsonld/package.json'));
  const found = {
    jsonld: versionOf(here('jsonld/package.json')),
    'rdf-canonize': versionOf(ofJsonld('rdf-canonize/package.json')),
  };
  const other = (['jsonld', 'rdf-canonize'] as const).filter((name) => found[name] !== expected[name]);
  if (other.length > 0) {
    const versions = other.map((name) => `${name} ${found[name]} instead of ${expected[name]}`).join(', ');
    return { warning: `coop-credentials: ${versions} is installed, so every signature is verified the slow way` };
  }
  return {
    internals: {
      context: here('jsonld/lib/context.js') as typeof jsonldContext,
      ContextResolver: here('jsonld/lib/ContextResolver.js') as typeof ContextResolver,
      safeEventHandler: (here('jsonld/lib/events.js') as typeof events).safeEventHandler,
    },
  };
}

const versionOf = (manifest: unknown): string => (manifest as { readonly version: string }).version;
