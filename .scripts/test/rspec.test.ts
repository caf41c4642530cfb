import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readRspec } from '../ruby.js';

const written = (summary: object, examples: object[] = []): string =>
  JSON.stringify({
    summary: {
      example_count: 3,
      failure_count: 0,
      pending_count: 0,
      errors_outside_of_examples_count: 0,
      ...summary,
    },
    examples,
  });

describe('the totals of RSpec', () => {
  it('count what passed and what failed, and name the latter with the first line of why', () => {
    const failed = {
      status: 'failed',
      full_description: 'a forum closes',
      exception: { message: '\nexpected: 1\n  got: 2' },
    };
    assert.deepEqual(readRspec(written({ failure_count: 1 }, [failed])), {
      passed: 2,
      failed: 1,
      skipped: [],
      failures: ['a forum closes: expected: 1'],
    });
  });

  it('count a file that could not be loaded as a failure', () =>
    assert.equal(readRspec(written({ example_count: 0, errors_outside_of_examples_count: 1 })).failed, 1));

  it('name what was skipped, with the reason, and do not count it as passed', () => {
    const skipped = { status: 'pending', full_description: 'a forum opens', pending_message: 'no DISCOURSE_ROOT' };
    assert.deepEqual(readRspec(written({ pending_count: 1 }, [skipped])), {
      passed: 2,
      failed: 0,
      skipped: ['a forum opens: no DISCOURSE_ROOT'],
      failures: [],
    });
  });
});
