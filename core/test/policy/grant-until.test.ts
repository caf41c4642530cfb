import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { grantUntil } from '../../src/index.ts';
import { policyWith } from './policies.ts';

const now = new Date('2026-06-01T12:00:00Z');
const until = (grant: object, ...ends: (string | undefined)[]) =>
  grantUntil(
    policyWith({ grant }),
    ends.map((validUntil) => ({ validUntil })),
    now,
  ).toISOString();

describe('grantUntil', () => {
  it("ends with the policy's time where the credential has no end", () =>
    assert.equal(until({ for: 'P30D' }, undefined), '2026-07-01T12:00:00.000Z'));

  it("ends with the policy's time where the credential ends later", () =>
    assert.equal(until({ for: 'P30D' }, '2026-12-31T00:00:00Z'), '2026-07-01T12:00:00.000Z'));

  it('ends with the credential where that ends first', () =>
    assert.equal(until({ for: 'P30D' }, '2026-06-10T00:00:00Z'), '2026-06-10T00:00:00.000Z'));

  it('adds the grace to the credential, never to the policy', () => {
    assert.equal(until({ for: 'P30D', grace: 'P7D' }, '2026-06-10T00:00:00Z'), '2026-06-17T00:00:00.000Z');
    assert.equal(until({ for: 'P30D', grace: 'P7D' }, '2026-06-28T00:00:00Z'), '2026-07-01T12:00:00.000Z');
  });

  it('ends with the first of several credentials', () =>
    assert.equal(until({}, '2026-09-01T00:00:00Z', '2026-08-01T00:00:00Z'), '2026-08-01T00:00:00.000Z'));
});
