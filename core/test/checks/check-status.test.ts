import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkStatus } from '../../src/checks/check-status.ts';
import { policyWith } from '../policy/policies.ts';
import { credential, credentialWith } from './subjects.ts';

const revocable = credentialWith({ status: [{ type: 'BitstringStatusListEntry' }] });

describe('checkStatus', () => {
  it('accepts a credential without a status', () =>
    assert.deepEqual(checkStatus({ credential }, { policy: policyWith() }), { outcome: 'passed' }));

  it('refuses it where the policy requires one', () => {
    const found = checkStatus({ credential }, { policy: policyWith({ status: { required: true } }) });
    assert.equal('problem' in found && found.problem.code, 'status_required');
  });

  it('never takes a status that it cannot read for none', () => {
    const found = checkStatus({ credential: revocable }, { policy: policyWith() });
    assert.equal(found.outcome, 'inconclusive');
    assert.equal('problem' in found && found.problem.code, 'status_type_unsupported');
  });
});
