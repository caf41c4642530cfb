import { createHash } from 'node:crypto';
import { encode } from 'base58-universal';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkDocument } from '../../src/checks/check-document.ts';
import { checkJsonSchema } from '../../src/checks/check-json-schema.ts';
import { checkRelatedResources } from '../../src/checks/check-related-resources.ts';
import { createKnownFiles } from '../../src/contexts/known-files.ts';
import { createVerifier } from '../../src/index.ts';
import { problem } from '../../src/problem.ts';
import { failed, notApplicable, passed } from '../../src/result.ts';
import { issuedCredential, ports, presentation } from '../factories/index.ts';
import { expected, wordFor } from '../gate.ts';
import { resigned } from '../resigned.ts';
import { wordOf } from './subjects.ts';

const [fileUrl, schemaUrl] = ['https://harvest.example/logo.svg', 'https://harvest.example/member.schema.json'];
const file = new TextEncoder().encode('<svg/>');
const $schema = 'https://json-schema.org/draft/2020-12/schema';
const schema = {
  $schema,
  type: 'object',
  properties: { credentialSubject: { type: 'object', required: ['membershipClass'] } },
};
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const filesWith = (found: unknown) =>
  createKnownFiles(
    new Map([
      [fileUrl, file],
      [schemaUrl, found instanceof Uint8Array ? found : bytesOf(found)],
    ]),
  );
const files = filesWith(schema);

const hash = (algorithm: string) => createHash(algorithm).update(file).digest();
const multihash = Buffer.concat([Buffer.from([0x12, 0x20]), hash('sha256')]);

describe('a related resource', () => {
  const word = (related: unknown) => wordOf(checkRelatedResources({ relatedResource: related }, files));
  const sri = (algorithm: string) => `${algorithm}-${hash(algorithm).toString('base64')}`;

  const unchanged: Readonly<Record<string, object>> = {
    ...Object.fromEntries(['sha256', 'sha384', 'sha512'].map((name) => [`by ${name}`, { digestSRI: sri(name) }])),
    'by base64url, as some write it': { digestSRI: `sha256-${hash('sha256').toString('base64url')}` },
    'by any of several': { digestSRI: `sha256-AAAA ${sri('sha384')}` },
    'by multihash in base64url': { digestMultibase: `u${multihash.toString('base64url')}` },
    'by multihash in base58': { digestMultibase: `z${encode(multihash)}` },
    'by both': { digestSRI: sri('sha256'), digestMultibase: `u${multihash.toString('base64url')}` },
    'by digests far apart': { digestSRI: ` sha256-AAAA \n  ${sri('sha384')} ` },
  };
  for (const [what, digests] of Object.entries(unchanged)) {
    it(`is unchanged ${what}`, () => assert.equal(word({ id: fileUrl, ...digests }), 'passed'));
  }

  const changed: Readonly<Record<string, object>> = {
    'by another digest': { digestSRI: `sha256-${hash('sha384').subarray(0, 32).toString('base64')}` },
    'by another multihash': {
      digestMultibase: `u${Buffer.concat([Buffer.from([0x12, 0x20]), hash('sha384').subarray(0, 32)]).toString('base64url')}`,
    },
    'by one of both': { digestSRI: sri('sha256'), digestMultibase: 'uAAAA' },
    'by a hash without its name': { digestMultibase: `u${hash('sha256').toString('base64url')}` },
    'by a multihash cut short': { digestMultibase: `u${multihash.subarray(0, 20).toString('base64url')}` },
    'by an algorithm that we do not know': { digestSRI: 'md5-AAAA' },
    'by another base': { digestMultibase: `m${multihash.toString('base64')}` },
    'by base58 with a character that it has not': { digestMultibase: `z${encode(multihash)}0` },
    'by base58 that begins elsewhere': { digestMultibase: `yz${encode(multihash)}` },
    'by base58 under another letter': { digestMultibase: `y${encode(multihash)}` },
    'by what is no text': { digestMultibase: { length: 1 } },
    'by a multihash with more after it': {
      digestMultibase: `u${Buffer.concat([multihash, Buffer.of(0)]).toString('base64url')}`,
    },
    'by more than any digest is long': { digestMultibase: `z${'1'.repeat(100_000)}` },
    'by nothing': {},
  };
  for (const [what, digests] of Object.entries(changed)) {
    it(`is changed ${what}`, () => assert.equal(word({ id: fileUrl, ...digests }), 'related_resource_changed'));
  }

  it('that has no address is changed', () => {
    const digests = { digestSRI: sri('sha256') };
    for (const related of [digests, { ...digests, id: 7 }, fileUrl, [[digests]]]) {
      assert.equal(word(related), 'related_resource_changed', JSON.stringify(related));
    }
  });

  it('that we do not have says nothing, and takes nothing away beside others', () => {
    const unknown = { id: 'https://harvest.example/other', digestSRI: 'sha256-AAAA' };
    assert.equal(word(unknown), 'not-applicable');
    assert.equal(word([unknown, { id: fileUrl, digestSRI: sri('sha256') }]), 'passed');
    assert.equal(word([unknown, { id: fileUrl, digestSRI: 'sha256-AAAA' }]), 'related_resource_changed');
    assert.equal(word(undefined), 'not-applicable');
  });

  it('may be the data model’s own context, by the digests that the W3C publishes', () => {
    const id = 'https://www.w3.org/ns/credentials/v2';
    assert.equal(word({ id, digestSRI: 'sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=' }), 'passed');
    assert.equal(
      word({ id, digestSRI: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU' }),
      'passed',
    );
    assert.equal(
      word({ id, digestSRI: 'sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg' }),
      'related_resource_changed',
    );
  });
});

describe('a JSON Schema of an issuer’s', () => {
  const credentialSchema = { id: schemaUrl, type: 'JsonSchema' };
  const member = { credentialSchema, credentialSubject: { membershipClass: 'worker' } };
  const word = (document: object, found: unknown = schema) =>
    wordOf(checkJsonSchema({ ...document }, filesWith(found)));

  it('fits or does not', () => {
    assert.equal(word(member), 'passed');
    assert.equal(word({ ...member, credentialSubject: {} }), 'credential_schema_mismatch');
    assert.equal(word({ ...member, credentialSchema: [credentialSchema] }), 'passed');
  });

  it('by another name for its type, which the signature may not see, is none that we can use', () => {
    for (const type of ['Other', 'https://www.w3.org/2018/credentials#JsonSchema', 'cred:JsonSchema', undefined]) {
      const unfit = { credentialSubject: {}, credentialSchema: { ...credentialSchema, type } };
      assert.equal(word(unfit), 'credential_schema_unusable', type);
    }
    const byKeyword = { '@id': schemaUrl, '@type': 'JsonSchema' };
    assert.equal(word({ credentialSubject: {}, credentialSchema: byKeyword }), 'credential_schema_unusable');
  });

  it('says nothing where we do not have it', () => {
    assert.equal(
      word({ ...member, credentialSchema: { ...credentialSchema, id: 'https://a.example/' } }),
      'not-applicable',
    );
    assert.equal(word({}), 'not-applicable');
    for (const entry of [schemaUrl, { type: 'JsonSchema' }, { ...credentialSchema, id: 7 }]) {
      assert.equal(word({ ...member, credentialSchema: entry }), 'not-applicable');
    }
  });

  it('that does not fit tells more than one that cannot be used, and that more than one that fits', () => {
    const [none, all] = ['https://harvest.example/none', 'https://harvest.example/all'];
    const known = createKnownFiles(
      new Map([
        [schemaUrl, bytesOf(schema)],
        [all, bytesOf({ $schema })],
        [none, bytesOf({})],
      ]),
    );
    const said = (document: object, ...ids: string[]) =>
      wordOf(checkJsonSchema({ ...document, credentialSchema: ids.map((id) => ({ id, type: 'JsonSchema' })) }, known));
    const unfit = { credentialSubject: {} };
    for (const ids of [
      [none, schemaUrl, all],
      [all, schemaUrl, none],
    ]) {
      assert.equal(said(unfit, ...ids), 'credential_schema_mismatch');
      assert.equal(said(member, ...ids), 'credential_schema_unusable');
    }
    assert.equal(said(member, all, schemaUrl), 'passed');
  });

  const unusable: Readonly<Record<string, unknown>> = {
    'names no draft': { type: 'object' },
    'names one that we do not know': { ...schema, $schema: 'http://json-schema.org/draft-03/schema#' },
    'refers to what is not in it': { $schema, $ref: 'https://a.example/other.json' },
    'has a broken pattern': {
      $schema,
      properties: { credentialSubject: { properties: { membershipClass: { pattern: '(' } } } },
    },
    'is no object': [schema],
    'is no JSON': new TextEncoder().encode('{'),
    'is no text': Uint8Array.of(0xff),
    'has a text that is none': new Uint8Array(
      [...bytesOf({ $schema, title: 'x' })].map((b) => (b === 0x78 ? 0xff : b)),
    ),
  };
  for (const [what, found] of Object.entries(unusable)) {
    it(`leaves it undecided where it ${what}`, () => assert.equal(word(member, found), 'credential_schema_unusable'));
  }

  it('is read in each draft that is in use', () => {
    for (const draft of ['https://json-schema.org/draft/2019-09/schema', 'http://json-schema.org/draft-07/schema#']) {
      assert.equal(
        word({ ...member, credentialSubject: {} }, { ...schema, $schema: draft }),
        'credential_schema_mismatch',
      );
    }
  });
});

describe('what the schema check says of a document', () => {
  it('is the clearest of all answers', async () => {
    const document = await issuedCredential();
    const wrong = { ...document, relatedResource: { id: fileUrl, digestSRI: 'sha256-AAAA' } };
    assert.equal(wordOf(checkDocument(passed, wrong, files)), 'related_resource_changed');
    assert.equal(wordOf(checkDocument(failed(problem('schema_mismatch')), wrong, files)), 'schema_mismatch');
    assert.equal(wordOf(checkDocument(notApplicable, document, files)), 'not-applicable');
    const right = {
      ...document,
      relatedResource: { id: fileUrl, digestSRI: `sha256-${hash('sha256').toString('base64')}` },
    };
    assert.equal(wordOf(checkDocument(notApplicable, right, files)), 'passed');
    const undecided = { ...right, credentialSchema: { id: schemaUrl, type: 'JsonSchema' } };
    assert.equal(wordOf(checkDocument(passed, undecided, filesWith({}))), 'credential_schema_unusable');
    assert.equal(
      wordOf(checkDocument(passed, { ...wrong, credentialSchema: undecided.credentialSchema }, filesWith({}))),
      'related_resource_changed',
    );
    assert.equal(wordOf(checkDocument(passed, wrong)), 'passed');
  });

  it('closes a gate, and a document’s verdict', async () => {
    const change = { relatedResource: { id: fileUrl, digestSRI: 'sha256-AAAA' } };
    const credential = await resigned('vcdm2-eddsa-rdfc-2022', change);
    const verifier = createVerifier(ports(), { files: new Map([[fileUrl, file]]) });
    const vp = await presentation({ credentials: [credential] });
    assert.equal(await wordFor(verifier.verifyPresentation({ bare: vp }, expected)), 'related_resource_changed');
    assert.equal(await wordFor(verifier.verifyDocument(credential)), 'related_resource_changed');
    const schemas = createVerifier(ports(), {
      files: new Map([[schemaUrl, bytesOf({ $schema, required: ['shoeSize'] })]]),
    });
    const described = await resigned('vcdm2-eddsa-rdfc-2022', {
      credentialSchema: { id: schemaUrl, type: 'JsonSchema' },
    });
    assert.equal(await wordFor(schemas.verifyDocument(described)), 'credential_schema_mismatch');
  });
});
