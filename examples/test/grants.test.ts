import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { grantAt, type Grant, type Session } from '../demo/site/sessions.ts';
import { Standings } from '../demo/site/standings.ts';

const now = new Date('2030-06-01T00:00:00Z');
const grant: Grant = {
  verificationId: 'vf_1',
  until: new Date('2030-07-01T00:00:00Z'),
  reason: '',
  coOpId: undefined,
  left: {},
};
const problemOf = (changed: Partial<Grant>) => {
  const session = { grants: new Map([['neighbour-discount', { ...grant, ...changed }]]), standings: new Standings() };
  return grantAt(session as unknown as Session, 'neighbour-discount', now).problem?.code;
};

describe('why a grant opens nothing', () => {
  it('is nothing as long as it holds', () => assert.equal(problemOf({}), undefined));
  it('is its end', () => assert.equal(problemOf({ until: now }), 'verification_ended'));
  it('is that it was used up', () => assert.equal(problemOf({ left: { remaining: 0 } }), 'limit_reached'));

  it('is what the service said, where none is left for another reason', () => {
    const problem = { code: 'verification_not_counted', status: 409 };
    assert.equal(problemOf({ left: { remaining: 0 }, problem }), 'verification_not_counted');
  });
});
