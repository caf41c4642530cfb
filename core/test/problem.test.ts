import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { problem, VerificationError } from '../src/problem.ts';

describe('A VerificationError', () => {
  it('names its code, and its detail or else its title, for whoever reads a log', () => {
    const cause = new TypeError('x');
    const plain = new VerificationError(problem('fetch_failed'), { cause });
    const { title } = problem('fetch_failed');
    assert.deepEqual(
      [plain.name, plain.message, plain.code, plain.cause],
      ['VerificationError', `fetch_failed: ${title}`, 'fetch_failed', cause],
    );
    const told = new VerificationError(problem('token_malformed', { detail: 'no three parts' }));
    assert.equal(told.message, 'token_malformed: no three parts');
  });
});

describe('A problem', () => {
  it('is as its table has it, with what is known besides', () => {
    const found = problem('bbs_proof_too_large', { params: { max: 100 } });
    const { type, title, status, retryable } = problem('bbs_proof_too_large');
    assert.deepEqual(found, { code: 'bbs_proof_too_large', type, title, status, retryable, params: { max: 100 } });
  });
});
