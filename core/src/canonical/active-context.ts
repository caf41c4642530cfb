import { type ActiveContext } from 'jsonld/lib/context.js';
import { type DocumentLoader } from '../contexts/context-store.ts';
import { type Internals } from './internals.ts';

/** A context, and how jsonld processes it, which is by where it stands. */
export interface Processing {
  readonly context: unknown;
  readonly propagate: boolean;
  readonly overrideProtected: boolean;
}

/** Processes contexts as jsonld's expansion does, in its safe mode and without a base. */
export function createContextProcessor(internals: Internals, documentLoader: DocumentLoader) {
  const { ContextResolver, safeEventHandler } = internals;
  const contextResolver = new ContextResolver({ sharedCache: new Map() });
  const options = { base: null, documentLoader, contextResolver, eventHandler: [safeEventHandler] };
  return (activeCtx: ActiveContext, { context, ...how }: Processing): Promise<ActiveContext> =>
    internals.context.process({ activeCtx, localCtx: context, options, ...how });
}

/** The context that every document begins with, but that its descendants share their terms instead of copying them. */
export function initialContext({ context }: Internals): ActiveContext {
  const { mappings, ...rest } = context.getInitialContext({});
  return { ...rest, mappings: new Map(mappings), clone: shallowClone };
}

/**
 * jsonld copies every term of a context whenever it derives one (jsonld.js #414), which is most of what it does. Terms
 * are never changed once they are made, so that the copy may share them. All else is as jsonld's own `clone` has it.
 */
function shallowClone(this: ActiveContext): ActiveContext {
  const { mappings, protected: isProtected, previousContext } = this;
  const kept = Object.fromEntries(Object.entries(this).filter(([name]) => cloned.has(name)));
  return {
    ...kept,
    clone: shallowClone,
    mappings: new Map(mappings),
    protected: { ...isProtected },
    inverse: null,
    ...(previousContext && { previousContext }),
  };
}

const cloned: ReadonlySet<string> = new Set([
  ...['@base', '@language', '@vocab'],
  ...['getInverse', 'revertToPreviousContext'],
]);
