import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { explainEntry, issuingOf, standingAt, verifyingOf } from '../../src/recognition/entry-standing.ts';
import type { RecognitionEntry } from '../../src/recognition/list-shape.ts';
import { entryOf } from '../factories/recognition.ts';

const time = (text: string): number => Date.parse(text);
const since = '2026-04-01T00:00:00Z';
const stand = (changes: Partial<RecognitionEntry>, now = '2026-05-01T00:00:00Z') =>
  standingAt(entryOf(changes), time(now));
const explain = (changes: Partial<RecognitionEntry>, now = '2026-05-01T00:00:00Z') =>
  explainEntry(entryOf(changes), 'Autumn Federation', time(now));
const suspended = (reason: string) => ({ status: { state: 'suspended', since, reason } }) as const;

describe('how an entry stands', () => {
  it('begins and ends on the moment', () => {
    const ends = { validUntil: '2026-06-01T00:00:00Z' };
    assert.deepEqual(stand(ends, '2026-02-28T23:59:59Z'), { standing: 'upcoming' });
    assert.deepEqual(stand(ends, '2026-03-01T00:00:00Z'), { standing: 'active' });
    assert.deepEqual(stand(ends, '2026-05-31T23:59:59Z'), { standing: 'active' });
    assert.deepEqual(stand(ends, '2026-06-01T00:00:00Z'), { standing: 'ended', since: ends.validUntil });
    assert.deepEqual(stand({}, '2099-01-01T00:00:00Z'), { standing: 'active' });
  });

  it('is as the trustees decided, a key in wrong hands before all dates', () => {
    const over = { validUntil: '2026-04-15T00:00:00Z' };
    for (const state of ['suspended', 'ended', 'compromised'] as const) {
      assert.deepEqual(stand({ status: { state, since } }), { standing: state, since });
    }
    assert.deepEqual(stand({ ...over, status: { state: 'compromised', since } }), { standing: 'compromised', since });
    assert.deepEqual(stand({ ...over, status: { state: 'suspended', since } }), {
      standing: 'ended',
      since: over.validUntil,
    });
  });

  it('is explained in a sentence, with the reason that was given for it', () => {
    const evidence = 'decision 14, evidence: .coop domain, register number.';
    assert.equal(explain({}), `Recognised by Autumn Federation since 2026-03-01, ${evidence}`);
    assert.equal(
      explain({}, '2026-01-01T00:00:00Z'),
      `To be recognised by Autumn Federation from 2026-03-01 on, ${evidence}`,
    );
    const sentence = 'Suspended by Autumn Federation since 2026-04-01, decision 14.';
    assert.equal(explain({ status: { state: 'suspended', since } }), sentence);
    assert.equal(explain(suspended('an audit. Two years late. . ')), `${sentence} Reason: an audit. Two years late.`);
    assert.equal(explain(suspended('an audit')), `${sentence} Reason: an audit.`);
  });

  it('is not explained by the reason for something else', () => {
    const over = { ...suspended('an audit'), validUntil: '2026-04-15T00:00:00Z' };
    assert.equal(explain(over), 'Not recognised by Autumn Federation any more since 2026-04-15, decision 14.');
  });
});

describe('what an entry is for', () => {
  const issue = {
    type: 'RecognizedAction',
    action: 'issue',
    credentialTypes: ['CoopMembershipCredential'],
    onBehalfOf: [],
  } as const;
  const verify = { type: 'RecognizedAction', action: 'verify', origins: ['https://harvest.example'] } as const;
  const entry = (...recognizedTo: readonly (typeof issue | typeof verify)[]) =>
    entryOf({ recognizedTo: recognizedTo as never });

  it('is found by itself, wherever it stands, or not there', () => {
    for (const both of [entry(issue, verify), entry(verify, issue)]) {
      assert.deepEqual(issuingOf(both), issue);
      assert.deepEqual(verifyingOf(both), verify);
    }
    assert.equal(issuingOf(entry(verify)), undefined);
    assert.equal(verifyingOf(entry(issue)), undefined);
  });
});
