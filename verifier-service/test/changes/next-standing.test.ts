import { problem, type CheckOutcome, type ProblemCode } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { nextStanding, type Findings, type Standing } from '../../src/changes/next-standing.ts';
import { hours } from '../bed/clock.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const live: Standing = { state: 'live', unreachableSince: undefined };
const ok: CheckOutcome = { outcome: 'passed' };
const failed = (code: ProblemCode): CheckOutcome => ({ outcome: 'failed', problem: problem(code) });
const unsure: CheckOutcome = { outcome: 'inconclusive', problem: problem('status_unreachable') };

const next = (found: Partial<Findings> = {}, before: Standing = live) =>
  nextStanding(before, {
    issuers: { verdict: 'accepted' },
    policyChanged: false,
    statuses: [ok],
    grace: 'P0D',
    now,
    ...found,
  });

describe('nextStanding', () => {
  it('lets live what nothing is found against', () => assert.deepEqual(next(), { state: 'live' }));

  it('lets live what has no status', () => assert.deepEqual(next({ statuses: [] }), { state: 'live' }));

  for (const [state, code] of [
    ['revoked', 'credential_revoked'],
    ['suspended', 'credential_suspended'],
  ] as const) {
    it(`says ${state}`, () => assert.deepEqual(next({ statuses: [ok, failed(code)] }), { state, problem: code }));
  }

  it('says revoked of what is suspended too, or cannot all be had', () =>
    assert.equal(
      next({ statuses: [unsure, failed('credential_suspended'), failed('credential_revoked')] }).state,
      'revoked',
    ));

  it('lifts a suspension', () =>
    assert.deepEqual(next({}, { state: 'suspended', unreachableSince: undefined }), { state: 'live' }));

  it('lets live again what can be had again', () =>
    assert.deepEqual(next({}, { state: 'unreachable', unreachableSince: now - hours(1) }), { state: 'live' }));

  it('is unreachable at once without a grace', () =>
    assert.deepEqual(next({ statuses: [unsure] }), {
      state: 'unreachable',
      problem: 'status_unreachable',
      unreachableSince: now,
    }));

  it('lets live for the grace, counted from when it could not be had first', () => {
    const graceEnds = now + hours(1);
    const unreachableSince = now - hours(2);
    const found = { statuses: [unsure], grace: 'PT3H' };
    const before: Standing = { state: 'live', unreachableSince };
    assert.deepEqual(next(found, before), { state: 'live', unreachableSince, graceEnds });
    assert.equal(next({ ...found, now: graceEnds - 1 }, before).state, 'live');
    assert.equal(next({ ...found, now: graceEnds }, before).state, 'unreachable');
  });

  it('never lifts a suspension because a list cannot be had', () =>
    assert.equal(
      next({ statuses: [unsure], grace: 'P1D' }, { state: 'suspended', unreachableSince: undefined }).state,
      'suspended',
    ));

  it('ends what the site no longer accepts, and says whether that was its own doing', () => {
    assert.equal(next({ issuers: { verdict: 'ended' }, policyChanged: true }).state, 'policy_changed');
    assert.equal(next({ issuers: { verdict: 'ended' }, policyChanged: false }).state, 'unrecognised');
  });

  it('suspends with its issuer', () =>
    assert.deepEqual(next({ issuers: { verdict: 'suspended' } }), { state: 'suspended' }));
});
