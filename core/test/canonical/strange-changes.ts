import fc from 'fast-check';

type Container = Record<string, unknown>;

/** Values that a reader of JSON-LD may get wrong: each means something else, or nothing, in some place. */
const strangeValues: readonly unknown[] = [
  ...[null, [], {}, '', ' ', 0, -0, 1, 1.5, 1e21, 1e-7, 9_007_199_254_740_993, true, false],
  ...['@id', '@type', '@json', '@none', '@unknown', '_:b0', '_:', 'b0', 'relative', 'relative/path', '#fragment', '?q'],
  ...[
    'urn:x',
    'urn:',
    'http://',
    'https://example.org/a b',
    'https://example.org/<>',
    'https://example.org/é',
    'did:x:1',
  ],
  ...['sec:x', 'cred:name', 'schema:name', 'xsd:date', 'id', 'type', 'name', 'VerifiableCredential', 'Organization'],
  ...['2026', '2026-01-01', '2026-01-01T00:00:00', '2026-01-01T00:00:00.000+02:00', 'true', '1', '-0', '1.0E0'],
  ...[
    '"',
    '\\',
    '\n',
    '\r\n',
    '\t\b\f',
    '\u0000',
    '\u007F',
    '\u0085',
    '\u2028',
    '\uFFFD',
    'ä',
    '漢字',
    '😀',
    'e\u0301',
  ],
  ...['\\u0041', '\u200F', 'x'.repeat(300)],
  ...[
    [null],
    [[]],
    [['a'], 'a'],
    ['a', 'a'],
    ['a', 'b'],
    [1, '1'],
    [true, 'true'],
    [{}, {}],
    [{ id: 'urn:x' }, 'urn:x'],
  ],
  ...[{ '@value': 'x' }, { '@value': null }, { '@value': 1 }, { '@value': 'x', '@language': 'en' }],
  ...[{ '@value': 'x', '@language': 'EN-gb' }, { '@value': 'x', '@direction': 'rtl' }, { '@language': 'en' }],
  ...[
    { '@value': 'x', '@type': 'xsd:date' },
    { '@value': { a: 1 }, '@type': '@json' },
  ],
  ...[{ '@list': ['a', 'b'] }, { '@list': [] }, { '@set': ['a'] }, { '@id': 'urn:x' }, { '@type': 'urn:x' }],
  ...[{ '@graph': [{ id: 'urn:x', name: 'n' }] }, { '@included': [] }, { '@reverse': { name: { id: 'urn:x' } } }],
  ...[{ id: 'urn:x' }, { id: '' }, { id: null }, { id: 1 }, { id: ['urn:x'] }, { id: '_:b1', name: 'x' }],
  ...[{ id: 'urn:x', name: 'x' }, { name: 'x' }, { name: 'x', description: 'x' }, { type: [] }, { type: null }],
  ...[{ type: 'Organization' }, { type: 'Organization', name: 'x' }, { type: 'VerifiableCredential' }],
  ...[{ type: ['Ed25519Signature2020'], created: '2026-01-01T00:00:00Z', proofPurpose: 'authentication' }],
  ...[{ type: 'DataIntegrityProof', cryptosuite: 'x', proofPurpose: 'assertionMethod', proofValue: 'z1' }],
  ...[{ type: 'VerifiablePresentation', verifiableCredential: { type: 'VerifiableCredential', issuer: 'urn:i' } }],
  ...[{ type: 'StatusList2021Entry', statusPurpose: 'revocation', statusListIndex: '1' }],
  ...[{ type: ['Person', 'Organization'], id: 'urn:x', url: 'https://example.org/' }],
  ...[{ memberOf: { memberOf: { name: 'x' } } }, { '@context': null, name: 'x' }, { '@context': {}, name: 'x' }],
  ...[{ '@context': { name: 'urn:name' }, name: 'x' }, { '@context': ['https://www.w3.org/ns/credentials/v2'] }],
];

const strangeNames: readonly string[] = [
  ...['name', 'description', 'url', 'id', 'type', '@id', '@type', '@context', '@value', '@language', '@list', '@graph'],
  ...['@included', '@reverse', '@index', '@nest', '@unknown', 'unknown', '', 'schema:name', 'https://schema.org/name'],
  ...['proof', 'verifiableCredential', 'holder', 'issuer', 'credentialSubject', 'credentialStatus', 'credentialSchema'],
  ...['evidence', 'termsOfUse', 'refreshService', 'relatedResource', 'renderMethod', 'confidenceMethod', 'digestSRI'],
  ...['memberOf', 'memberSince', 'admits', 'startDate', 'totalPrice', 'event', 'seller', 'sec', 'cred', 'jsonSchema'],
  ...['created', 'challenge', 'domain', 'proofPurpose', 'proofValue', 'cryptosuite', 'verificationMethod', 'nonce'],
  ...['validFrom', 'issuanceDate', 'expirationDate', 'statusListIndex', 'encodedList', 'achievement', 'result'],
];

/** One change: a member or item is replaced, added, doubled, renamed, taken out or moved. */
export interface StrangeChange {
  readonly how: 'replace' | 'add' | 'double' | 'rename' | 'remove' | 'move' | 'wrap';
  readonly place: number;
  readonly name: number;
  readonly value: number;
}

export const strangeChanges: fc.Arbitrary<readonly StrangeChange[]> = fc.array(
  fc.record({
    how: fc.constantFrom('replace', 'add', 'double', 'rename', 'remove', 'move', 'wrap'),
    place: fc.nat(9_999),
    name: fc.nat(strangeNames.length - 1),
    value: fc.nat(strangeValues.length - 1),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A copy of the document with these changes. */
export function changed<T>(document: T, changes: readonly StrangeChange[]): T {
  const copy = structuredClone(document);
  for (const change of changes) apply(copy, change);
  return copy;
}

function apply(document: unknown, { how, place, name: nameIndex, value: valueIndex }: StrangeChange): void {
  const all = places(document);
  const [container, key] = all[place % all.length] ?? [];
  if (!container || key === undefined) return;
  const [name, strange] = [strangeNames[nameIndex] as string, structuredClone(strangeValues[valueIndex])];
  const value = container[key];
  const isArray = Array.isArray(container);
  switch (how) {
    case 'replace':
      container[key] = strange;
      return;
    case 'add':
      if (isArray) (container as unknown as unknown[]).push(strange);
      else container[name] = strange;
      return;
    case 'double':
      container[key] = [value, structuredClone(value)];
      return;
    case 'rename':
      if (isArray) return;
      delete container[key];
      container[name] = value;
      return;
    case 'remove':
      if (isArray) (container as unknown as unknown[]).splice(Number(key), 1);
      else delete container[key];
      return;
    case 'move': {
      const [other, otherKey] = all[valueIndex % all.length] as [Container, string];
      [container[key], other[otherKey]] = [structuredClone(other[otherKey]), structuredClone(value)];
      return;
    }
    case 'wrap':
      container[key] = valueIndex % 2 === 0 ? [value] : { name: value };
      return;
  }
}

/** Every member and item, as its container and key. Contexts are left alone, but for the changes that add some. */
function places(value: unknown, found: [Container, string][] = []): [Container, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    if (key === '@context') continue;
    found.push([value as Container, key]);
    places((value as Container)[key], found);
  }
  return found;
}
