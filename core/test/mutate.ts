import fc from 'fast-check';

type Container = Record<string, unknown> | unknown[];

/** One change to a JSON document. */
export interface Mutation {
  readonly kind: 'delete' | 'retype' | 'edit' | 'add' | 'swap' | 'wrap' | 'reverse' | 'rename';
  /** Picks the place: of that many places, this one. */
  readonly place: number;
  readonly detail: number;
}

const changingKinds = ['delete', 'retype', 'edit', 'add', 'rename'] as const satisfies Mutation['kind'][];
/** These may leave what a document states as it is: an item alone and an array of it mean the same. */
const movingKinds = ['swap', 'wrap', 'reverse'] as const satisfies Mutation['kind'][];

const mutation = (kinds: readonly Mutation['kind'][]): fc.Arbitrary<Mutation> =>
  fc.record({ kind: fc.constantFrom(...kinds), place: fc.nat(9_999), detail: fc.nat(9_999) });

/** Changes that alter what a document states. */
export const changingMutation = mutation(changingKinds);
/** These and those that only move it about. */
export const anyMutation = mutation([...changingKinds, ...movingKinds]);

/** Every member and item of a document, as its container and key. */
function places(value: unknown, found: [Container, string][] = []): [Container, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Container, key]);
    places((value as Record<string, unknown>)[key], found);
  }
  return found;
}

const names = ['name', 'id', 'type', 'holder', 'validUntil', 'credentialStatus', '@id', '@context', '@included'];

/** A copy of the document with one change. */
export function mutate<T>(document: T, { kind, place, detail }: Mutation): T {
  const copy = structuredClone(document);
  const all = places(copy);
  const [container, key] = all[place % all.length] as [Record<string, unknown>, string];
  const value = container[key];
  const name = names[detail % names.length] as string;
  switch (kind) {
    case 'delete':
      if (Array.isArray(container)) container.splice(Number(key), 1);
      else delete container[key];
      break;
    case 'retype':
      container[key] = [null, 0, true, '', {}, [], 'x', 'did:key:z6Mk'][detail % 8];
      break;
    case 'edit':
      container[key] = typeof value === 'string' ? edited(value, detail) : { ...(value as object), [name]: 'x' };
      break;
    case 'add':
      if (Array.isArray(container)) container.push(value === '' ? 'x' : structuredClone(value), 'urn:x');
      else container[name] = container[name] === undefined ? 'urn:x' : [container[name], 'urn:x'];
      break;
    case 'swap': {
      const [other, otherKey] = all[detail % all.length] as [Record<string, unknown>, string];
      const theirs = structuredClone(other[otherKey]);
      other[otherKey] = structuredClone(value);
      container[key] = theirs;
      break;
    }
    case 'rename':
      if (!Array.isArray(container)) {
        delete container[key];
        container[`${name}${detail % 2}`] = value;
      } else container[key] = 'renamed';
      break;
    case 'wrap':
      container[key] = [value];
      break;
    case 'reverse':
      if (Array.isArray(value)) container[key] = value.toReversed();
      break;
  }
  return copy;
}

/** One character replaced by another. */
function edited(text: string, detail: number): string {
  const index = detail % (text.length || 1);
  const other = text[index] === 'x' ? 'y' : 'x';
  return text.slice(0, index) + other + text.slice(index + 1);
}
