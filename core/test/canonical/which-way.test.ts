import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { type DocumentLoader } from '../../src/contexts/context-store.ts';
import { agrees, converterFor } from './both-ways.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** A term of each kind that a context can define. */
const terms = {
  ...{ id: '@id', ident: '@id', type: '@type', kind: '@type' },
  ...{ ex: 'https://terms.example/', exa: { '@id': 'https://terms.example/a', '@prefix': true } },
  ...{ name: 'ex:name', alias: 'ex:name', other: 'ex:other', nothing: null, noPrefix: 'https://terms.example/no' },
  link: { '@id': 'ex:link', '@type': '@id' },
  word: { '@id': 'ex:word', '@type': '@vocab' },
  date: { '@id': 'ex:date', '@type': `${XSD}date` },
  plain: { '@id': 'ex:plain', '@type': '@none' },
  json: { '@id': 'ex:json', '@type': '@json' },
  double: { '@id': 'ex:double', '@type': `${XSD}double` },
  langString: { '@id': 'ex:langString', '@type': `${RDF}langString` },
  set: { '@id': 'ex:set', '@container': '@set' },
  list: { '@id': 'ex:list', '@container': '@list' },
  index: { '@id': 'ex:index', '@container': '@index' },
  graph: { '@id': 'ex:graph', '@container': '@graph' },
  graphs: { '@id': 'ex:graphs', '@container': ['@graph', '@set'] },
  german: { '@id': 'ex:german', '@language': 'de' },
  neutral: { '@id': 'ex:neutral', '@language': null },
  rightToLeft: { '@id': 'ex:rightToLeft', '@direction': 'rtl' },
  turned: { '@reverse': 'ex:turned' },
  graphWord: '@graph',
  types: { '@id': '@type', '@container': '@set' },
  scoped: { '@id': 'ex:scoped', '@context': { inside: 'ex:inside', name: 'ex:scopedName' } },
  scopedText: { '@id': 'ex:scopedText', '@context': { scopedText: { '@id': 'ex:scopedText', '@type': '@id' } } },
  unsaid: { '@id': 'ex:unsaid', '@context': { unsaid: null } },
  worded: { '@id': 'ex:worded', '@context': { worded: { '@id': 'ex:worded', '@language': 'de' } } },
  typed: { '@id': 'ex:typed', '@context': { typed: { '@id': 'ex:typed', '@type': '@json' } } },
  emptied: { '@id': 'ex:emptied', '@context': null },
  propagated: { '@id': 'ex:propagated', '@context': { '@propagate': false, inside: 'ex:inside' } },
  listed: { '@id': 'ex:listed', '@context': [{ inside: 'ex:inside' }] },
  Scoped: { '@id': 'ex:Scoped', '@context': { inner: 'ex:inner', name: 'ex:typedName', Other: 'ex:OtherOfScoped' } },
  Second: { '@id': 'ex:Second', '@context': { inner: 'ex:innerOfSecond' } },
  Worded: { '@id': 'ex:Worded', '@context': { name: '@value', link: '@id', german: '@type' } },
  Kept: { '@id': 'ex:Kept', '@context': { '@propagate': true, inner: 'ex:inner' } },
  Other: 'ex:Other',
};

const documents: Readonly<Record<string, object>> = {
  'urn:terms': { '@context': terms },
  'urn:more': { '@context': { more: 'https://more.example/more' } },
  'urn:german': { '@context': { '@language': 'de' } },
  'urn:rtl': { '@context': { '@direction': 'rtl' } },
  'urn:vocabulary': { '@context': { '@vocab': 'https://vocabulary.example/' } },
  'urn:base': { '@context': { '@base': 'https://base.example/' } },
};
const load: DocumentLoader = async (url) => {
  const document = documents[url];
  if (!document) throw new Error(`no such context: ${url}`);
  return { contextUrl: null, documentUrl: url, document };
};
/** Whether a document goes the short way, which then leads where jsonld's does; nothing is remembered of another. */
const isTaken = (document: object): Promise<boolean> => agrees(document, converterFor(load), load);
const under = (members: object, context: unknown = 'urn:terms') => ({ '@context': context, id: 'urn:a', ...members });

/** What wallets and issuers write. */
const taken: Readonly<Record<string, object>> = {
  'a text': under({ name: 'b' }),
  'an empty text': under({ name: '' }),
  'a text that N-Quads escapes': under({ name: '"\\\b\t\n\f\r\u0000\u001f\u007f' }),
  'a text beyond ASCII': under({ name: 'ä漢😀\u0085\u2028' }),
  'a whole number': under({ name: 7, other: -1 }),
  'a whole number beside its text': under({ name: [1, '1'] }),
  'a boolean': under({ name: true, other: false }),
  'a boolean and a number of a type': under({ date: [true, 7] }),
  'a text of a type': under({ date: '2026-01-01' }),
  'a text of no type': under({ plain: 'b' }),
  'a text of no language': under({ neutral: 'b' }),
  'a set': under({ set: ['b', 'c'] }),
  'a set of one, and of none': under({ set: ['b'], name: [] }),
  'a list in a list': under({ name: ['b', ['c']] }),
  'nothing beside something': under({ name: null, other: ['b', null] }),
  'the same twice': under({ name: ['b', 'b', 'c'], date: ['2026', '2026'] }),
  'the same under two terms of one meaning': under({ name: 'b', alias: 'b' }),
  'an address': under({ link: 'https://b.example/' }),
  'an address in short': under({ link: 'ex:b' }),
  'an address after another term’s name that is no prefix': under({ link: 'noPrefix:b' }),
  'an address in short after a term that its context calls a prefix': under({ link: 'exa:b' }),
  'an address that begins as one in short': under({ link: 'ex://b' }),
  'several addresses': under({ link: ['urn:b', 'urn:c'] }),
  'a word': under({ word: 'name' }),
  'a word that is an address': under({ word: 'urn:b' }),
  'a word in short': under({ word: 'ex:b' }),
  'a type': under({ type: 'Other' }),
  types: under({ type: ['Other', 'ex:b', 'https://b.example/'] }),
  'a type that nothing is said of but its address': under({ type: 'urn:b' }),
  'a node of another name for its id': { '@context': 'urn:terms', ident: 'urn:a', name: 'b' },
  'a node of another name for its type': { '@context': 'urn:terms', ident: 'urn:a', kind: 'Other' },
  'a node without an id': { '@context': 'urn:terms', name: 'b' },
  'a node in a node': under({ other: { name: 'b' } }),
  'nodes in a node': under({ other: [{ name: 'b' }, { name: 'c' }, { id: 'urn:d', name: 'b' }] }),
  'nodes that only their neighbours tell apart': under({ other: { other: { name: 'b' } }, name: { name: 'b' } }),
  'nodes that nothing tells apart': under({ other: [{ name: 'b' }, { name: 'b' }] }),
  'a node of itself': under({ other: { id: 'urn:a', name: 'b' } }),
  'a reference': under({ other: { id: 'urn:b' } }),
  'a node that says nothing, where it is a value': under({ other: {} }),
  'a node in two places': under({ name: { id: 'urn:b', name: 'c' }, other: { id: 'urn:b', name: 'c' } }),
  'a node in two places, under terms that no other means': under({
    set: { id: 'urn:b', date: '2026' },
    other: { id: 'urn:b', date: '2026' },
  }),
  'a graph': under({ graph: { id: 'urn:b', name: 'c' } }),
  'a graph without an id': under({ graph: { name: 'c' } }),
  graphs: under({ graphs: [{ id: 'urn:b', name: 'c' }, { name: 'd' }] }),
  'one node in two graphs': under({
    graphs: [
      { id: 'urn:b', name: 'c' },
      { id: 'urn:b', name: 'c' },
    ],
  }),
  'a graph in a graph': under({ graph: { id: 'urn:b', graph: { id: 'urn:c', name: 'd' } } }),
  'a property with terms of its own': under({ name: 'b', scoped: { name: 'c', inside: 'd', scoped: { name: 'e' } } }),
  'texts of a property with terms of its own': under({ scopedText: ['urn:b', { scopedText: 'urn:c' }] }),
  'a type with terms of its own': under({ type: 'Scoped', inner: 'b', name: 'c', other: { name: 'd' } }),
  'two types with terms of their own': under({ type: ['Scoped', 'Second'], inner: 'b' }),
  'the same two in another order': under({ type: ['Second', 'Scoped'], inner: 'b' }),
  'a type after the terms of another': under({ type: ['Scoped', 'Other'] }),
  'a type in the node of a type': under({ type: 'Scoped', other: { type: 'Second', inner: 'b' } }),
  'a reference in the node of a type': under({ type: 'Scoped', inner: { id: 'urn:b' }, other: { ident: 'urn:c' } }),
  'a reference by the words of a type': under({ type: 'Worded', other: { link: 'urn:b' } }),
  'a node without the words of the type around it': under({ type: 'Worded', other: { link: 'urn:b', date: '2026' } }),
  'a graph in the node of a type': under({ type: 'Scoped', graph: { id: 'urn:b', name: 'c' } }),
  'a property’s terms in the node of a type': under({ type: 'Scoped', scoped: { name: 'b', other: { name: 'c' } } }),
  'two contexts': under({ more: 'b' }, ['urn:terms', 'urn:more']),
  'a context within': under({ other: { '@context': 'urn:more', more: 'b', name: 'c' } }),
  'a context that is written into it': under({ own: 'b' }, ['urn:terms', { own: 'urn:own' }]),
  'a context that it takes away again': under({ name: 'b' }, ['urn:more', null, 'urn:terms']),
  'a text of a property that takes all terms away': under({ emptied: 'b' }),
  'a property that takes all terms away': under({ emptied: { '@context': 'urn:terms', name: 'b' } }),
};

/** What JSON-LD has besides, and what no reader must guess at. */
const left: Readonly<Record<string, object>> = {
  'a fraction': under({ name: 1.5 }),
  'a number beyond what is exact': under({ name: 2 ** 53 }),
  'a number beside its text, of one type': under({ date: [1, '1'] }),
  'a number or a boolean twice': under({ name: [1, 1], other: [true, true] }),
  'a term’s name for an address': under({ link: 'name' }),
  'a number for an address': under({ link: 7 }),
  'a boolean for a word': under({ word: true }),
  JSON: under({ json: { b: 1 } }),
  'a double': under({ double: '1' }),
  'a text of a language, by its type': under({ langString: 'b' }),
  'a text of a language, by its term': under({ german: 'b' }),
  'a text of a property whose own terms take its meaning away': under({ unsaid: 'b' }),
  'a text of a property whose own terms give it a language': under({ worded: 'b' }),
  'a text of a property whose own terms make it JSON': under({ typed: 'b' }),
  'a text with a direction, by its term': under({ rightToLeft: 'b' }),
  'a text of a language, by its context': under({ name: 'b' }, ['urn:terms', 'urn:german']),
  'a text with a direction, by its context': under({ name: 'b' }, ['urn:terms', 'urn:rtl']),
  'a vocabulary': under({ name: 'b' }, ['urn:terms', 'urn:vocabulary']),
  'a base': under({ name: 'b' }, ['urn:terms', 'urn:base']),
  'a list': under({ list: ['b'] }),
  'an index': under({ index: { b: 'c' } }),
  'a property turned round': under({ turned: { id: 'urn:b' } }),
  'a name that means nothing': under({ nothing: 'b' }),
  'a name that no context has': under({ unheardOf: 'b' }),
  'another name for a graph': under({ graphWord: [{ id: 'urn:b', name: 'c' }] }),
  'types in a set by their term': under({ types: ['Other'] }),
  'types under two names': under({ type: 'Other', kind: 'Second' }),
  'a type that is no text': under({ type: ['Other', 7] }),
  'a type that means nothing': under({ type: 'nothing' }),
  'a type that no context has': under({ type: 'UnheardOf' }),
  'an id by JSON-LD’s own name': { '@context': 'urn:terms', '@id': 'urn:a', name: 'b' },
  'an id under a name that has a context': under({ ownId: 'urn:a' }, [
    'urn:terms',
    { ownId: { '@id': '@id', '@context': {} } },
  ]),
  'a type by JSON-LD’s own name': under({ '@type': 'Other' }),
  'two ids': under({ ident: 'urn:b', name: 'c' }),
  'an id that is no text': under({ id: ['urn:a'], name: 'b' }),
  'a relative id': under({ id: 'a', name: 'b' }),
  'an id that is a term’s name': under({ id: 'name', name: 'b' }),
  'an id of nothing before its colon': under({ id: ':a', name: 'b' }),
  'an id of a blank node': under({ id: '_:a', name: 'b' }),
  'an id that is a keyword’s': under({ id: '@a:b', name: 'b' }),
  'an id with a space': under({ id: 'urn:a b', name: 'b' }),
  'a word that no context has': under({ word: 'unheardOf' }),
  'a word that means nothing': under({ word: 'nothing' }),
  'a value with keywords': under({ name: { '@value': 'b' } }),
  'a value with keywords in the node of a type': under({ type: 'Scoped', inner: { '@value': 'b' } }),
  'a value by the words of a type': under({ type: 'Worded', other: { name: 'b' } }),
  'a value and its type by the words of a type': under({ type: 'Worded', other: { name: 'b', german: 'urn:b' } }),
  'a text where a graph should be': under({ graph: 'b' }),
  'a graph that says nothing': under({ graph: { id: 'urn:b' } }),
  'a document that says nothing': under({}),
  'a property in whose context it is a graph, outside of one': under({
    other: { '@context': { other: { '@id': 'ex:other', '@container': '@graph' } }, name: 'b' },
  }),
  'a property’s terms that keep to its node': under({ propagated: { inside: 'b' } }),
  'a text of a property whose terms keep to its node': under({ propagated: 'b' }),
  'a property’s terms in a list': under({ listed: { inside: 'b' } }),
  'a type’s terms that hold within': under({ type: 'Kept', inner: 'b' }),
  'a context that cannot be loaded': under({ name: 'b' }, ['urn:terms', 'urn:gone']),
  'a context that is none': under({ name: 'b' }, 7),
};

describe('The short way to a canonical form', () => {
  for (const [what, document] of Object.entries(taken)) {
    it(`is taken for ${what}, and leads where jsonld’s does`, async () => {
      assert.equal(await isTaken(document), true);
    });
  }

  for (const [what, document] of Object.entries(left)) {
    it(`is not taken for ${what}`, async () => {
      assert.equal(await isTaken(document), false);
    });
  }

  /** A node in a node in a node, each under a context that says something else. */
  const nested = (contexts: number): object =>
    under(
      Array.from({ length: contexts - 1 }).reduce<object>(
        (inner, _, index) => ({ name: 'b', other: { '@context': { [`own${index}`]: 'urn:own' }, ...inner } }),
        { name: 'b' },
      ),
    );

  it('is taken where there are 64 contexts, and not where there are more', async () => {
    assert.equal(await isTaken(nested(64)), true);
    assert.equal(await isTaken(nested(65)), false);
  });

  const counting = () => {
    const loaded: string[] = [];
    const loader: DocumentLoader = (url) => (loaded.push(url), load(url));
    return { loaded, convert: converterFor(loader) };
  };
  const written = (index: number) => under({ name: 'b' }, ['urn:terms', { [`own${index}`]: 'urn:own' }]);

  it('remembers 256 contexts; one more, and it begins anew', async () => {
    const { loaded, convert } = counting();
    for (let index = 0; index < 256; index += 1) assert.equal(await agrees(written(index), convert, load), true);
    assert.equal(await agrees(written(0), convert, load), true);
    assert.deepEqual(loaded, ['urn:terms']);
    for (const index of [256, 0]) assert.equal(await agrees(written(index), convert, load), true);
    assert.deepEqual(loaded, ['urn:terms', 'urn:terms']);
  });

  it('is taken again once a context is there that was not', async () => {
    let isThere = false;
    const convert = converterFor(async (url) => (isThere ? load(url) : Promise.reject(new Error('not now'))));
    assert.equal(await agrees(under({ name: 'b' }), convert, load), false);
    isThere = true;
    assert.equal(await agrees(under({ name: 'b' }), convert, load), true);
  });
});
