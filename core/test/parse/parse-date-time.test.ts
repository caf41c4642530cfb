import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseDateTime } from '../../src/parse/parse-date-time.ts';

describe('parseDateTime', () => {
  it('reads a moment in UTC, with an offset, with a fraction', () => {
    assert.equal(parseDateTime('2026-03-01T00:00:00Z')?.toISOString(), '2026-03-01T00:00:00.000Z');
    assert.equal(parseDateTime('2026-03-01T02:00:00+02:00')?.toISOString(), '2026-03-01T00:00:00.000Z');
    assert.equal(parseDateTime('2026-03-01T00:00:00.5Z')?.toISOString(), '2026-03-01T00:00:00.500Z');
    for (const day of ['2024-02-29', '2026-12-31', '2026-01-01']) {
      assert.equal(parseDateTime(`${day}T00:00:00Z`)?.toISOString(), `${day}T00:00:00.000Z`);
    }
  });

  it('refuses a time without a zone, whose moment depends on who reads it', () =>
    assert.equal(parseDateTime('2026-03-01T00:00:00'), undefined));

  it('refuses days and hours that are none', () => {
    for (const text of [
      '2026-02-29T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-12-32T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-13-31T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-01T25:00:00Z',
    ]) {
      assert.equal(parseDateTime(text), undefined, text);
    }
  });

  it('refuses what is no date-time', () => {
    for (const value of ['2026', '2026-03-01', 'now', '', 5, null, undefined, ['2026-03-01T00:00:00Z']]) {
      assert.equal(parseDateTime(value), undefined, String(value));
    }
  });
});
