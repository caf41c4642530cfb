import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLimits, parseJsonWithin, presentationLimits, type VerificationError } from '../../src/index.ts';

const wide = { ...presentationLimits, bytes: 64 * 1024 * 1024 };
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as VerificationError).code;
  }
  return 'accepted';
};
const codeFor = (text: string | Uint8Array, limits = presentationLimits) => codeOf(() => parseJsonWithin(text, limits));

describe('parseJsonWithin', () => {
  it('decodes text and bytes alike', () => {
    assert.deepEqual(parseJsonWithin('{"a":[1,null,true,"x"]}', presentationLimits), { a: [1, null, true, 'x'] });
    assert.deepEqual(parseJsonWithin(Buffer.from('{"a":"ä"}'), presentationLimits), { a: 'ä' });
  });

  it('refuses truncated JSON', () => assert.equal(codeFor('{"type":"Verifiab'), 'json_invalid'));

  it('refuses an empty text', () => assert.equal(codeFor(''), 'json_invalid'));

  it('refuses bytes that are no UTF-8', () => assert.equal(codeFor(Uint8Array.of(0x22, 0xff, 0x22)), 'json_invalid'));

  it('never repeats its input in the error', () => {
    assert.throws(
      () => parseJsonWithin('{"secret":"canary', presentationLimits),
      (error: Error) => !`${error.message} ${String(error.cause)}`.includes('canary'),
    );
  });

  it('counts bytes, not characters', () => {
    const text = JSON.stringify('ä'.repeat(8 * 1024));
    assert.ok(text.length < presentationLimits.bytes);
    assert.equal(codeFor(text), 'body_too_large');
  });

  it('takes a text of exactly the limit', () => {
    assert.equal(codeFor(JSON.stringify('a'.repeat(presentationLimits.bytes - 2))), 'accepted');
    assert.equal(codeFor(JSON.stringify('a'.repeat(presentationLimits.bytes - 1))), 'body_too_large');
  });

  it('allows what is around documents two levels more', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    assert.equal(codeFor(nested(14)), 'accepted');
    assert.equal(codeFor(nested(15)), 'document_too_deep');
    const asDocument = (levels: number) =>
      codeOf(() => parseJsonWithin(nested(levels), presentationLimits, 'document'));
    assert.equal(asDocument(12), 'accepted');
    assert.equal(asDocument(13), 'document_too_deep');
  });

  it('refuses bytes beyond the limit, and says what it is', () => {
    const limits = { ...presentationLimits, bytes: 10 };
    assert.equal(codeFor(Buffer.from('[1,2,3,4]'), limits), 'accepted');
    assert.throws(
      () => parseJsonWithin(Buffer.from('[1,2,3,4,5]'), limits),
      ({ code, problem }: VerificationError) => code === 'body_too_large' && problem.params?.['max'] === 10,
    );
  });

  it('refuses a depth of 5,000', () => {
    assert.equal(codeFor('['.repeat(5_000) + ']'.repeat(5_000)), 'document_too_deep');
    assert.equal(codeFor('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000), documentLimits), 'document_too_deep');
  });

  it('refuses __proto__, constructor and prototype as names', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      assert.equal(codeFor(`{"a":{"${name}":{"polluted":true}}}`), 'document_key_forbidden');
    }
    assert.equal(codeFor('{"\\u005f_proto__":1}'), 'document_key_forbidden');
  });

  it('refuses more than 64 items in an array', () => {
    assert.equal(codeFor(JSON.stringify(Array(64).fill(0))), 'accepted');
    assert.equal(codeFor(JSON.stringify(Array(65).fill(0))), 'document_too_many_items');
  });

  it('refuses more than 1,000 values', () => {
    const lists = (count: number) => JSON.stringify(Array(count).fill(Array(60).fill(0)));
    assert.equal(codeFor(lists(16)), 'accepted');
    assert.equal(codeFor(lists(17)), 'document_too_many_values');
  });
});

describe('parseJsonWithin, against hostile texts', () => {
  /** The best of three: what the work costs, not what else the machine does. */
  const inTime = (text: string): string => {
    const times: number[] = [];
    let code = '';
    for (let run = 0; run < 3; run += 1) {
      const start = performance.now();
      code = codeFor(text);
      times.push(performance.now() - start);
    }
    assert.ok(Math.min(...times) < 50, `took ${Math.min(...times)} ms`);
    return code;
  };

  it('refuses 1 MB within 50 ms', () => assert.equal(inTime(JSON.stringify('a'.repeat(2 ** 20))), 'body_too_large'));

  it('refuses a million items within 50 ms', () => {
    assert.equal(inTime(`[${'0,'.repeat(999_999)}0]`), 'body_too_large');
  });

  it('refuses a depth of 5,000 within 50 ms', () => {
    assert.equal(inTime('['.repeat(5_000) + ']'.repeat(5_000)), 'document_too_deep');
  });

  it('refuses the widest objects that fit within 50 ms', () => {
    const members = Array.from({ length: 1_400 }, (_, index) => `"k${index}":0`);
    assert.equal(inTime(`{${members.join(',')}}`), 'document_too_many_values');
  });

  it('names a million items even where their bytes would be allowed', () => {
    assert.equal(codeFor(`[${'0,'.repeat(999_999)}0]`, wide), 'document_too_many_items');
  });
});
