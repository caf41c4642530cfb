import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import messages from '../../messages/en.json' with { type: 'json' };
import { problem, problemTable, type ProblemCode } from '../../src/index.ts';

const codes = Object.keys(problemTable) as ProblemCode[];

describe('the code table', () => {
  it('has words for every code', () => assert.deepEqual(new Set(Object.keys(messages.problems)), new Set(codes)));

  it('makes a problem with what a caller adds', () => {
    assert.deepEqual(problem('credential_expired', { params: { at: '2026-06-01T00:00:00.000Z' } }), {
      code: 'credential_expired',
      type: 'https://w3id.org/coop-credentials/problems#credential_expired',
      title: 'Credential expired',
      status: 422,
      retryable: false,
      params: { at: '2026-06-01T00:00:00.000Z' },
    });
  });
});
