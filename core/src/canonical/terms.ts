import { type ActiveContext, type TermDefinition } from 'jsonld/lib/context.js';
import { iriTerm } from './n-quads.ts';
import { leaveToJsonld } from './unusual.ts';

/** What a member of a node says, by its name. */
export type Member =
  | { readonly says: 'id' | 'type' }
  | {
      readonly says: 'property';
      readonly predicate: string;
      /** Each value is a graph of its own. */
      readonly isGraph: boolean;
      /** What processes the values' context (JSON-LD 1.1 §4.1.8, property-scoped), unless undefined. */
      readonly scope: unknown;
      /** Another term has the same predicate, so that a node may say the same twice. */
      readonly isShared: boolean;
    };

/** How a string under a term is read: as it stands, as an IRI, as a term or IRI, or as a literal of a datatype. */
export type Coercion = 'none' | '@id' | '@vocab' | { readonly datatype: string };

const DOUBLE = 'http://www.w3.org/2001/XMLSchema#double';
const LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString';

/** What a member's name means under a context. Undefined for whatever jsonld may do more with than is done here. */
export function readMember(context: ActiveContext, name: string): Member | undefined {
  const term = plainTerm(context, name);
  if (term === undefined) return undefined;
  const { '@id': iri, '@container': container = [], '@context': scope } = term;
  if (iri === '@id' || iri === '@type') return container.length > 0 || scope !== undefined ? undefined : says(iri);
  const isKnown = container.every((kind) => kind === '@set' || kind === '@graph');
  if (!isKnown || iri.startsWith('@')) return undefined;
  return {
    says: 'property',
    predicate: iriTerm(iri),
    isGraph: container.includes('@graph'),
    scope,
    isShared: [...context.mappings].some(([other, definition]) => other !== name && definition?.['@id'] === iri),
  };
}

const says = (iri: '@id' | '@type'): Member => ({ says: iri === '@id' ? 'id' : 'type' });

/** How the strings under a term are read, by the context that its values have. Undefined for the unusual. */
export function readCoercion(context: ActiveContext, name: string): Coercion | undefined {
  const term = plainTerm(context, name);
  if (!term) return context.mappings.has(name) ? undefined : 'none';
  const { '@type': type = '@none' } = term;
  if (type === '@json') return undefined;
  if (type === '@none') return 'none';
  if (type === '@id' || type === '@vocab') return type;
  return type === DOUBLE || type === LANG_STRING ? undefined : { datatype: type };
}

type PlainTerm = TermDefinition & { readonly '@id': string };

/** A term without a language, a direction, a list, an index or a turned sense. */
function plainTerm({ mappings }: ActiveContext, name: string): PlainTerm | undefined {
  const term = mappings.get(name);
  const language = term?.['@language'] ?? term?.['@direction'] ?? undefined;
  if (!term || typeof term['@id'] !== 'string' || term.reverse || language !== undefined) return undefined;
  return term as PlainTerm;
}

/** Whether a context may be used here at all: with none of what changes every string of a document. */
export const isPlainContext = (context: ActiveContext): boolean =>
  !['@base', '@vocab', '@language', '@direction'].some((keyword) => keyword in context);

/**
 * An IRI from how a document writes it: absolute, or short by a prefix; as a term too where `vocab`
 * (JSON-LD 1.1 API §5.2, without a base and without a vocabulary to complete relative ones).
 */
export function expandIri({ mappings }: ActiveContext, value: string, vocab: boolean): string {
  if (value.startsWith('@') || value.startsWith('_:')) leaveToJsonld();
  if (vocab && mappings.has(value)) {
    const iri = mappings.get(value)?.['@id'];
    return typeof iri === 'string' ? iriTerm(iri) : leaveToJsonld();
  }
  const colon = value.indexOf(':');
  if (colon <= 0) leaveToJsonld();
  if (value.startsWith('//', colon + 1)) return iriTerm(value);
  const prefix = mappings.get(value.slice(0, colon));
  if (!prefix?._prefix) return iriTerm(value);
  return iriTerm(`${prefix['@id']}${value.slice(colon + 1)}`);
}
