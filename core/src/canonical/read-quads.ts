import { isJsonObject, type JsonObject } from '../parse/json-object.ts';
import { type ContextNode } from './context-graph.ts';
import { iriTerm, literalTerm, type Quad, type Term } from './n-quads.ts';
import { nodeContext } from './node-context.ts';
import { expandIri, type Member } from './terms.ts';
import { leaveToJsonld } from './unusual.ts';

/** Where a node or value stands. */
export interface Place {
  readonly context: ContextNode;
  /** The property whose value it is; undefined for the document itself. */
  readonly under: string | undefined;
  /** The node is alone in a graph of its own. */
  readonly isGraph: boolean;
  readonly graph: Term | undefined;
}

const RDF_TYPE = iriTerm('http://www.w3.org/1999/02/22-rdf-syntax-ns#type');
const XSD = 'http://www.w3.org/2001/XMLSchema#';

type Property = Extract<Member, { says: 'property' }>;

/**
 * Reads what a document states, straight from its JSON, as jsonld's expansion, node map and toRDF do in safe mode.
 *
 * Only for what wallets and issuers write: terms, strings, whole numbers, nodes, and graphs where a context has them.
 * It leaves anything else to jsonld, which decides what that means and whether it is refused.
 */
export class QuadReader {
  readonly quads: Quad[] = [];
  /** They are numbered from 0. */
  blankNodes = 0;
  /** The same may be stated twice. */
  mayRepeat = false;
  /** A number or a boolean is there: jsonld does not always see that one and its text state the same. */
  hasNatives = false;
  readonly #described = new Set<string>();

  /** @returns the node's own term */
  readNode(node: JsonObject, place: Place): Term {
    const names = Object.keys(node);
    const { context, typesContext, typeName } = nodeContext(node, names, place);
    const subject = this.#subjectOf(node, names, context);
    const before = this.quads.length;
    for (const name of names) {
      if (name === '@context') continue;
      const member = context.member(name) ?? leaveToJsonld();
      if (member.says === 'type') {
        if (name !== typeName) leaveToJsonld();
        for (const type of stringsOf(node[name]))
          this.#say(subject, RDF_TYPE, expandIri(typesContext, type, true), place);
      } else if (member.says === 'property') {
        if (member.isShared) this.mayRepeat = true;
        this.#readValue(node[name], subject, member, { ...place, context, under: name });
      }
    }
    this.#noteWhetherTwice(subject, place, this.quads.length > before);
    return subject;
  }

  #subjectOf(node: JsonObject, names: readonly string[], { active, member }: ContextNode): Term {
    const [name, ...more] = names.filter((each) => member(each)?.says === 'id');
    if (name === undefined) return this.#blankNode();
    const id = node[name];
    return typeof id === 'string' && more.length === 0 ? expandIri(active, id, false) : leaveToJsonld();
  }

  /** What says nothing is dropped by jsonld where it stands alone; what is described in two places may say it twice. */
  #noteWhetherTwice(subject: Term, { graph, isGraph, under }: Place, saysSomething: boolean): void {
    if (!saysSomething) {
      if (isGraph || under === undefined) leaveToJsonld();
      return;
    }
    const key = `${graph ?? ''} ${subject}`;
    if (this.#described.has(key)) this.mayRepeat = true;
    this.#described.add(key);
  }

  #readValue(value: unknown, subject: Term, property: Property, place: Place): void {
    if (value === null) return;
    if (Array.isArray(value)) {
      if (value.length > 1) this.mayRepeat = true;
      for (const item of value) this.#readValue(item, subject, property, place);
      return;
    }
    const { predicate, isGraph, scope } = property;
    const inside = scope === undefined ? place : { ...place, context: place.context.withPropertyScope(scope) };
    if (!isJsonObject(value)) {
      if (isGraph) leaveToJsonld();
      this.#say(subject, predicate, this.#scalar(value, inside), place);
    } else if (isGraph) {
      const graph = this.#blankNode();
      this.#say(subject, predicate, graph, place);
      this.readNode(value, { ...inside, isGraph, graph });
    } else {
      this.#say(subject, predicate, this.readNode(value, { ...inside, isGraph }), place);
    }
  }

  #scalar(value: unknown, { context, under = '' }: Place): Term {
    const coercion = context.coercion(under) ?? leaveToJsonld();
    if (typeof value === 'string') {
      if (coercion === '@id' || coercion === '@vocab') return expandIri(context.active, value, coercion === '@vocab');
      return literalTerm(value, coercion === 'none' ? undefined : coercion.datatype);
    }
    if (coercion === '@id' || coercion === '@vocab') leaveToJsonld();
    this.hasNatives = true;
    const datatype = (native: string): string => (coercion === 'none' ? `${XSD}${native}` : coercion.datatype);
    if (typeof value === 'boolean') return literalTerm(String(value), datatype('boolean'));
    return Number.isSafeInteger(value) ? literalTerm(String(value), datatype('integer')) : leaveToJsonld();
  }

  #say(subject: Term, predicate: string, object: Term, { graph }: Pick<Place, 'graph'>): void {
    this.quads.push({ subject, predicate, object, graph });
  }

  #blankNode(): number {
    return this.blankNodes++;
  }
}

function stringsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.every((item) => typeof item === 'string') ? all : leaveToJsonld();
}
