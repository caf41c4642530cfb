import { type ActiveContext } from 'jsonld/lib/context.js';
import { type DocumentLoader } from '../contexts/context-store.ts';
import { createContextProcessor, initialContext, type Processing } from './active-context.ts';
import { type Internals } from './internals.ts';
import { type Coercion, isPlainContext, type Member, readCoercion, readMember } from './terms.ts';
import { isJsonObject } from '../parse/json-object.ts';
import { leaveToJsonld } from './unusual.ts';

/** An active context, and what is reached from it: each is processed by jsonld once, and then only looked up. */
export interface ContextNode {
  readonly active: ActiveContext;
  /** What a nested node goes back to (JSON-LD 1.1 §4.1.7: type-scoped contexts do not propagate). */
  readonly previous: ContextNode | undefined;
  member(name: string): Member | undefined;
  coercion(name: string): Coercion | undefined;
  /** Under a document's own `@context`. @throws Missing */
  withContext(context: unknown): ContextNode;
  /** Under the context of the property whose value is read. @throws Missing */
  withPropertyScope(scope: unknown): ContextNode;
  /** Under the context of a type. @throws Missing */
  withTypeScope(scope: unknown): ContextNode;
}

/** Thrown where a context has not been processed yet: load it and begin again. */
export class Missing {
  readonly #process: () => Promise<void>;
  #loading: Promise<void> | undefined;

  constructor(process: () => Promise<void>) {
    this.#process = process;
  }

  /** Documents that come together wait for one and the same. */
  load(): Promise<void> {
    return (this.#loading ??= this.#process());
  }
}

/** What is processed, or about to be. */
type Reached = Map<unknown, ContextNode | Missing>;

export interface ContextGraph {
  /** Where a document begins. */
  root(): ContextNode;
}

/**
 * How many contexts are kept. A document of ours has about ten; a stranger who nests their types in ever other ways
 * has all forgotten, and is as slow as without.
 */
const MAX_NODES = 256;

export function createContextGraph(internals: Internals, documentLoader: DocumentLoader): ContextGraph {
  let processContext = createContextProcessor(internals, documentLoader);
  let start = createNode(initialContext(internals), undefined);
  let nodes = 0;

  return { root: () => start };

  function createNode(active: ActiveContext, previous: ContextNode | undefined): ContextNode {
    if (!isPlainContext(active)) leaveToJsonld();
    const members = new Map<string, Member | undefined>();
    const coercions = new Map<string, Coercion | undefined>();
    // A scope is told from another by being the very same object: terms are shared, see `active-context.ts`.
    const reached = { context: reachedBy(), property: reachedBy(), type: reachedBy() };
    const isTerm = (name: string) => active.mappings.has(name);
    const node: ContextNode = {
      active,
      previous,
      member: (name) => remembered(members, name, isTerm, () => readMember(active, name)),
      coercion: (name) => remembered(coercions, name, isTerm, () => readCoercion(active, name)),
      withContext: (context) => reach(reached.context, JSON.stringify(context), { ...asDocuments, context }),
      withPropertyScope: (scope) =>
        scope === null ? start : reach(reached.property, scope, { ...asPropertys, context: requirePlain(scope) }),
      withTypeScope: (scope) => reach(reached.type, scope, { ...asTypes, context: requirePlain(scope) }),
    };
    return node;

    function reach(known: Reached, key: unknown, how: Processing): ContextNode {
      const found = known.get(key);
      if (found && !(found instanceof Missing)) return found;
      if (found) throw found;
      const missing = new Missing(async () => {
        try {
          known.set(key, await nodeUnder(how));
        } catch (error) {
          known.delete(key);
          throw error;
        }
      });
      known.set(key, missing);
      throw missing;
    }

    async function nodeUnder(how: Processing): Promise<ContextNode> {
      const next = await processContext(active, how);
      const before = how.propagate ? previous : (previous ?? node);
      if ((next.previousContext === undefined) !== (before === undefined)) leaveToJsonld();
      nodes += 1;
      if (nodes > MAX_NODES) forget();
      return createNode(next, before);
    }
  }

  function forget(): void {
    processContext = createContextProcessor(internals, documentLoader);
    start = createNode(initialContext(internals), undefined);
    nodes = 0;
  }
}

const asDocuments = { propagate: true, overrideProtected: false };
const asPropertys = { propagate: true, overrideProtected: true };
const asTypes = { propagate: false, overrideProtected: false };

const reachedBy = (): Reached => new Map();

/** A scope that defines terms and does nothing else. */
function requirePlain(scope: unknown): unknown {
  const isPlain = isJsonObject(scope) && !('@propagate' in scope) && !('@import' in scope);
  return isPlain ? scope : leaveToJsonld();
}

/** What is not defined is the document's word, of which there is no end: only terms are kept. */
function remembered<T>(known: Map<string, T>, name: string, isTerm: (name: string) => boolean, read: () => T): T {
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const found = read();
  if (isTerm(name)) known.set(name, found);
  return found;
}
