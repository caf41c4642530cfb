import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkValidityPeriod } from '../../src/checks/check-validity-period.ts';
import { credentialWith, wordOf } from './subjects.ts';

const spring = credentialWith({
  validFrom: new Date('2026-03-01T00:00:00Z'),
  validUntil: new Date('2026-06-01T00:00:00Z'),
});
const at = (time: string, credential = spring) => wordOf(checkValidityPeriod({ credential }, { now: new Date(time) }));

describe('checkValidityPeriod', () => {
  it('accepts a credential within its period', () => assert.equal(at('2026-04-15T12:00:00Z'), 'passed'));

  it('refuses one whose period has not begun', () =>
    assert.equal(at('2026-02-28T00:00:00Z'), 'credential_not_yet_valid'));

  it('refuses one whose period has ended', () => assert.equal(at('2026-06-02T00:00:00Z'), 'credential_expired'));

  it('says when', () => {
    const saidAt = (time: string) => {
      const found = checkValidityPeriod({ credential: spring }, { now: new Date(time) });
      return 'problem' in found && found.problem.params;
    };
    assert.deepEqual(saidAt('2026-06-02T00:00:00Z'), { at: '2026-06-01T00:00:00.000Z' });
    assert.deepEqual(saidAt('2026-02-28T00:00:00Z'), { at: '2026-03-01T00:00:00.000Z' });
  });

  it('allows a minute between two clocks, and no more', () => {
    assert.equal(at('2026-06-01T00:01:00Z'), 'passed');
    assert.equal(at('2026-06-01T00:01:00.001Z'), 'credential_expired');
    assert.equal(at('2026-02-28T23:59:00Z'), 'passed');
    assert.equal(at('2026-02-28T23:58:59.999Z'), 'credential_not_yet_valid');
  });

  it('reads a missing bound as open', () => {
    const { validUntil: _end, ...endless } = spring;
    assert.equal(at('2126-01-01T00:00:00Z', endless), 'passed');
    const { validFrom: _start, ...ancient } = spring;
    assert.equal(at('1926-01-01T00:00:00Z', ancient), 'passed');
  });
});
