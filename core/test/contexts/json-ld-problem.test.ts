import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { jsonLdProblem } from '../../src/contexts/json-ld-problem.ts';
import { problem, VerificationError } from '../../src/problem.ts';

const ofJsonLd = (details?: object, name = 'jsonld.ValidationError') =>
  Object.assign(new Error('a value of the document'), { name, ...(details && { details }) });

describe('what an error of jsonld means', () => {
  it('is a term without a meaning, where one would be dropped', () => {
    for (const code of ['invalid property', 'relative @type reference', 'relative predicate reference']) {
      assert.deepEqual(jsonLdProblem(ofJsonLd({ event: { code } })), problem('term_undefined'));
    }
  });

  it('is else a document that is none', () => {
    for (const details of [undefined, {}, { event: {} }, { event: { code: 'another' } }]) {
      assert.deepEqual(jsonLdProblem(ofJsonLd(details)), problem('credential_malformed'));
    }
  });

  it('is our own, where one of ours lies below, in either way that errors wrap another', () => {
    const own = new VerificationError(problem('context_not_allowed'));
    assert.equal(jsonLdProblem(own), own.problem);
    assert.equal(jsonLdProblem(ofJsonLd({ cause: ofJsonLd({ cause: own }) })), own.problem);
    assert.equal(jsonLdProblem(new Error('a wrapper', { cause: own })), own.problem);
    const wrapped = new Error('a wrapper', { cause: ofJsonLd({ event: { code: 'invalid property' } }) });
    assert.deepEqual(jsonLdProblem(wrapped), problem('term_undefined'));
  });

  it('is nothing where jsonld did not say it', () => {
    for (const error of [new RangeError('too deep'), 'text', undefined, null, { name: 'jsonld.Error' }]) {
      assert.equal(jsonLdProblem(error), undefined);
    }
  });

  it('is found in errors that go round', () => {
    const round = new Error('round');
    round.cause = new Error('and round', { cause: round });
    assert.equal(jsonLdProblem(round), undefined);
  });
});
