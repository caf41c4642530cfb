import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { minus, parseDuration, plus } from '../../src/policy/duration.ts';

const after = (start: string, duration: string) => plus(new Date(start), duration).toISOString();
const before = (start: string, duration: string) => minus(new Date(start), duration).toISOString();

describe('parseDuration', () => {
  it('reads every unit', () => {
    assert.deepEqual(parseDuration('P1Y2M3W4DT5H6M7S'), { years: 1, months: 2, days: 25, milliseconds: 18_367_000 });
    assert.deepEqual(parseDuration('P0D'), { years: 0, months: 0, days: 0, milliseconds: 0 });
  });

  it('refuses what is no duration', () => {
    for (const text of ['', 'P', 'PT', 'P1YT', '1D', 'P-1D', '-P1D', 'P1.5D', 'P1H', 'p1d', ' P1D', 'P99999Y']) {
      assert.equal(parseDuration(text), undefined, text);
    }
  });
});

describe('plus and minus', () => {
  it('count days of 24 hours', () => {
    assert.equal(after('2026-06-01T12:00:00Z', 'P30D'), '2026-07-01T12:00:00.000Z');
    assert.equal(before('2026-06-01T12:00:00Z', 'P1W'), '2026-05-25T12:00:00.000Z');
    assert.equal(after('2026-06-01T12:00:00Z', 'PT90M'), '2026-06-01T13:30:00.000Z');
  });

  it('end a month on its last day', () => {
    assert.equal(after('2026-01-31T00:00:00Z', 'P1M'), '2026-02-28T00:00:00.000Z');
    assert.equal(after('2024-02-29T00:00:00Z', 'P1Y'), '2025-02-28T00:00:00.000Z');
    assert.equal(before('2026-03-31T00:00:00Z', 'P1M'), '2026-02-28T00:00:00.000Z');
  });

  it('cross years', () => {
    assert.equal(after('2026-12-15T00:00:00Z', 'P1Y2M'), '2028-02-15T00:00:00.000Z');
    assert.equal(before('2026-01-15T00:00:00Z', 'P2M'), '2025-11-15T00:00:00.000Z');
  });

  it('leave the moment they start from alone', () => {
    const start = new Date('2026-01-01T00:00:00Z');
    plus(start, 'P1Y');
    assert.equal(start.toISOString(), '2026-01-01T00:00:00.000Z');
  });

  it('refuse what is no duration', () => assert.throws(() => plus(new Date(0), 'soon'), TypeError));
});
