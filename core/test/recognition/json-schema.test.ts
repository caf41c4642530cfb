import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { listJsonSchema } from '../../src/recognition/list-json-schema.ts';
import { alder, birch, entryOf, listOf, nextOf, signedBy } from '../factories/recognition.ts';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(listJsonSchema);
const withEntry = (changes: object) => listOf({ credentialSubject: [entryOf(changes)] });

describe('the JSON Schema of a recognition list', () => {
  it('takes what our parser takes', async () => {
    const vouching = { action: 'issue', credentialTypes: ['CoopTicketCredential'], onBehalfOf: ['did:web:a.example'] };
    const asking = { action: 'verify', origins: ['https://a.example'] };
    const since = '2026-04-01T00:00:00Z';
    for (const list of [
      await signedBy(listOf(), [alder, birch]),
      nextOf(listOf()),
      withEntry({ status: { state: 'compromised', since, reason: 'a theft' } }),
      withEntry({ recognizedTo: [vouching, asking].map((one) => ({ type: 'RecognizedAction', ...one })) }),
    ]) {
      assert.ok(validate(list), JSON.stringify(validate.errors));
    }
  });

  it('refuses what our parser refuses', () => {
    for (const list of [
      { ...listOf(), version: 2 },
      { ...listOf(), validUntill: '2027-01-01T00:00:00Z' },
      listOf({ credentialSubject: [] }),
      withEntry({ status: { state: 'suspended' } }),
      withEntry({ evidence: [] }),
      withEntry({ name: 'two\nlines' }),
      withEntry({ id: 'harvest' }),
    ]) {
      assert.ok(!validate(list), JSON.stringify(list).slice(0, 200));
    }
  });
});
