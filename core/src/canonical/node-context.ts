import { type ActiveContext } from 'jsonld/lib/context.js';
import { type JsonObject } from '../parse/json-object.ts';
import { type ContextNode } from './context-graph.ts';
import { type Place } from './read-quads.ts';
import { leaveToJsonld } from './unusual.ts';

/** The contexts of a node: its members are read under `context`, its types under the one before they took effect. */
export interface NodeContext {
  readonly context: ContextNode;
  readonly typesContext: ActiveContext;
  /** The member that names the types. */
  readonly typeName: string | undefined;
}

/**
 * Finds a node's context, in the order of JSON-LD 1.1 API §5.1.2, steps 7 to 11: type-scoped contexts of the node
 * around it end, the property's scope begins, then the node's own `@context`, then those of its types.
 */
export function nodeContext(
  node: JsonObject,
  names: readonly string[],
  { context, under, isGraph }: Place,
): NodeContext {
  let found = revert(context, names);
  const scope = under === undefined ? undefined : found.active.mappings.get(under)?.['@context'];
  if (scope !== undefined) found = found.withPropertyScope(scope);
  if ('@context' in node) found = found.withContext(node['@context']);

  const typesContext = found.active;
  const typeName = names.find((name) => found.member(name)?.says === 'type');
  for (const type of typeName === undefined ? [] : sortedTypes(node[typeName])) {
    const typeScope = typesContext.mappings.get(type)?.['@context'];
    if (typeScope !== undefined) found = found.withTypeScope(typeScope);
  }
  // By its own types, the node would be dropped where it says nothing.
  if (!isGraph && under !== undefined && found.active.mappings.get(under)?.['@container']?.includes('@graph')) {
    leaveToJsonld();
  }
  return { context: found, typesContext, typeName };
}

/** Values and mere references keep the context of the types around them (step 7). Values with keywords are not read. */
function revert(context: ContextNode, names: readonly string[]): ContextNode {
  if (!context.previous) return context;
  const meaning = names.length <= 2 ? names.map((name) => context.active.mappings.get(name)?.['@id'] ?? name) : [];
  if (meaning.includes('@value')) leaveToJsonld();
  const isReference = names.length === 1 && meaning[0] === '@id';
  return isReference ? context : context.previous;
}

function sortedTypes(value: unknown): readonly string[] {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  return types.every((type) => typeof type === 'string') ? types.toSorted() : leaveToJsonld();
}
