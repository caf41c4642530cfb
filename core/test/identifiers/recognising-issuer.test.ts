import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { recognisingIssuer } from '../../src/identifiers/recognising-issuer.ts';

describe('recognisingIssuer', () => {
  it('makes the issuer no stranger, and leaves everybody else one', async () => {
    const asked: unknown[] = [];
    const resolve = recognisingIssuer('did:web:a.example', (id, options) => {
      asked.push([id, options]);
      return Promise.resolve({ id });
    });
    for (const did of ['did:web:a.example', 'did:web:a.example:other']) await resolve(did, { refresh: true });
    await resolve('did:web:a.example');
    assert.deepEqual(asked, [
      ['did:web:a.example', { refresh: true, recognised: true }],
      ['did:web:a.example:other', { refresh: true }],
      ['did:web:a.example', { recognised: true }],
    ]);
  });
});
