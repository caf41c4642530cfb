import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkNonceAndAudience } from '../../src/checks/check-nonce-and-audience.ts';
import { wordOf } from './subjects.ts';

const expected = { expectedNonce: 'n1', expectedAudience: ['did:web:us.example', 'https://us.example/response'] };
const of = (proof: object, context: object = expected) => wordOf(checkNonceAndAudience(proof, context));

describe('checkNonceAndAudience', () => {
  it('accepts our nonce and any name we are known by', () => {
    assert.equal(of({ challenge: 'n1', domain: 'did:web:us.example' }), 'passed');
    assert.equal(of({ challenge: 'n1', domain: 'https://us.example/response' }), 'passed');
  });

  it('refuses another nonce, or none', () => {
    assert.equal(of({ challenge: 'n2', domain: 'did:web:us.example' }), 'nonce_mismatch');
    assert.equal(of({ domain: 'did:web:us.example' }), 'nonce_mismatch');
    assert.equal(of({ challenge: ['n1'], domain: 'did:web:us.example' }), 'nonce_mismatch');
  });

  it('refuses another audience, or none', () => {
    assert.equal(of({ challenge: 'n1', domain: 'did:web:us.example.evil' }), 'audience_mismatch');
    assert.equal(of({ challenge: 'n1' }), 'audience_mismatch');
  });

  it('refuses an array of audiences, though we are one of them', () =>
    assert.equal(of({ challenge: 'n1', domain: ['did:web:us.example'] }), 'audience_mismatch'));

  it('refuses everything where we are known by no name', () =>
    assert.equal(of({ challenge: 'n1' }, { ...expected, expectedAudience: [] }), 'audience_mismatch'));

  it('is not applicable where nothing is expected', () => assert.equal(of({ challenge: 'n1' }, {}), 'not-applicable'));

  it('checks one where only one is expected', () => {
    assert.equal(of({ challenge: 'n1' }, { expectedNonce: 'n1' }), 'passed');
    assert.equal(of({ domain: 'a' }, { expectedAudience: ['b'] }), 'audience_mismatch');
  });
});
