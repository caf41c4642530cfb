import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import messages from '../../messages/en.json' with { type: 'json' };
import { problem, problemTable, type ProblemCode } from '../../src/index.ts';

const core = resolve(import.meta.dirname, '../..');
const codes = Object.keys(problemTable) as ProblemCode[];

/** The codes that stand in quotes in the files of a pattern, this one left out. */
function codesIn(pattern: string, exclude: RegExp): Set<ProblemCode> {
  const text = globSync(pattern, { cwd: core })
    .filter((path) => !exclude.test(path))
    .map((path) => readFileSync(resolve(core, path), 'utf8'))
    .join('\n');
  const quoted = new Set([...text.matchAll(/(['"])([a-z0-9_]+)\1/g)].map(([, , word]) => word));
  return new Set(codes.filter((code) => quoted.has(code)));
}

describe('the code table', () => {
  it('has a test for every code that the core can yield', () => {
    const yielded = codesIn('src/**/*.ts', /generated|client/);
    const tested = codesIn('test/**/*.{ts,json}', /problem-codes|client/);
    assert.ok(yielded.size > 40, 'the sources were not found');
    assert.deepEqual(
      [...yielded].filter((code) => !tested.has(code)),
      [],
    );
  });

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
