import { leaveToJsonld } from './unusual.ts';

/** An IRI in angle brackets or a literal as N-Quads writes it; a blank node as its number. */
export type Term = string | number;

/** A statement; `graph` is undefined in the default graph. */
export interface Quad {
  readonly subject: Term;
  readonly predicate: string;
  readonly object: Term;
  readonly graph: Term | undefined;
}

/**
 * What jsonld takes for an absolute IRI, less everything that N-Quads would escape: spaces, brackets, quotes and the
 * like, and less blank nodes' ids. All of that is rare, and left to jsonld.
 */

const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u0020<>"{}|^`\\]*$/;

export const iriTerm = (iri: string): string => (PLAIN_IRI.test(iri) ? `<${iri}>` : leaveToJsonld());

const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string';

/** A literal (RDF 1.2 N-Quads, canonical form); `xsd:string` is never written. */
export function literalTerm(value: string, datatype: string = XSD_STRING): string {
  const quoted = `"${escaped(value)}"`;
  return datatype === XSD_STRING ? quoted : `${quoted}^^${iriTerm(datatype)}`;
}

const ESCAPED = /[\u0000-\u001F\u007F"\\]/;

const EACH_ESCAPED = /[\u0000-\u001F\u007F"\\]/g;

const named: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function escaped(text: string): string {
  if (!ESCAPED.test(text)) return text;
  return text.replace(EACH_ESCAPED, (character) => named[character] ?? numbered(character));
}

const numbered = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** One line. @param labelOf how a blank node is written */
export function quadLine({ subject, predicate, object, graph }: Quad, labelOf: (node: number) => string): string {
  const from = typeof subject === 'number' ? labelOf(subject) : subject;
  const to = typeof object === 'number' ? labelOf(object) : object;
  if (graph === undefined) return `${from} ${predicate} ${to} .\n`;
  return `${from} ${predicate} ${to} ${typeof graph === 'number' ? labelOf(graph) : graph} .\n`;
}
