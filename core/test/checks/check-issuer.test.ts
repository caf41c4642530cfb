import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkIssuerRecognition } from '../../src/checks/check-issuer-recognition.ts';
import { checkMembershipAuthority } from '../../src/checks/check-membership-authority.ts';
import { recogniseIssuer } from '../../src/policy/recognise-issuer.ts';
import { frozenAt as now, harvestDid, meadowDid } from '../factories/index.ts';
import { entryOf, viewOf } from '../factories/recognition.ts';
import { requiring } from '../policy/policies.ts';
import { credential, credentialClaiming, credentialWith, wordOf } from './subjects.ts';

const allow = [{ id: harvestDid, name: 'Harvest Co-op' }];
const requirementOf = (issuers: object) => requiring({ issuers }).accept[0]!.require[0]!;
const of = (issuers: object, more: object = {}) =>
  wordOf(checkIssuerRecognition({ credential }, { requirement: requirementOf(issuers), now, ...more }));

describe('checkIssuerRecognition', () => {
  it('accepts an issuer that the site allows', () => assert.equal(of({ allow }), 'passed'));

  it('gives the site’s reason, as a part of a sentence', () => {
    const reasonOf = (reason?: string) => {
      const { issuers } = requirementOf({ allow: [{ ...allow[0], ...(reason !== undefined && { reason }) }] });
      const found = recogniseIssuer(harvestDid, issuers, { now });
      return found.standing === 'recognised' ? found.reason : found.standing;
    };
    const said = reasonOf('our neighbours');
    assert.match(said, /Harvest Co-op.*our neighbours/);
    assert.equal(reasonOf('our neighbours. . .'), said);
    assert.match(reasonOf(), /Harvest Co-op/);
  });

  it('refuses any other, and shows its address only', () => {
    const requirement = requirementOf({ allow: [{ id: meadowDid, name: 'Meadow' }] });
    const found = checkIssuerRecognition({ credential }, { requirement, now });
    assert.equal(wordOf(found), 'issuer_not_recognised');
    assert.deepEqual('problem' in found && found.problem.params, { issuer: harvestDid });
  });

  it('refuses everybody where nobody is allowed', () => assert.equal(of({}), 'issuer_not_recognised'));

  it('refuses an issuer that is denied, though it is also allowed', () =>
    assert.equal(of({ allow, deny: [{ id: harvestDid }] }), 'issuer_denied'));

  it('takes nobody for the sake of a list that it does not know', () =>
    assert.equal(of({ lists: ['federation'] }), 'issuer_not_recognised'));

  it('accepts the test issuer where one is given, unless denied', () => {
    assert.equal(of({}, { testIssuer: harvestDid }), 'passed');
    assert.equal(of({}, { testIssuer: meadowDid }), 'issuer_not_recognised');
    assert.equal(of({ deny: [{ id: harvestDid }] }, { testIssuer: harvestDid }), 'issuer_denied');
  });

  it('is not applicable without a policy', () =>
    assert.equal(wordOf(checkIssuerRecognition({ credential }, { now })), 'not-applicable'));
});

describe('recogniseIssuer', () => {
  const recognise = (entry: object) =>
    recogniseIssuer(harvestDid, requirementOf({ allow: [{ ...allow[0], ...entry }] }).issuers, { now });

  it("gives the site's own name and a sentence why", () => {
    assert.deepEqual(recognise({ reason: 'our neighbours.' }), {
      ...{ standing: 'recognised', name: 'Harvest Co-op' },
      reason: 'This site welcomes members of Harvest Co-op: our neighbours.',
      ...{ firstId: harvestDid, onBehalfOf: [] },
    });
  });

  it('does without a reason', () =>
    assert.match(JSON.stringify(recognise({})), /"This site welcomes members of Harvest Co-op\."/));

  it('leaves a name as it is', () => {
    const { reason } = recognise({ name: '$& {reason}', reason: 'why' }) as { reason: string };
    assert.equal(reason, 'This site welcomes members of $& {reason}: why.');
  });
});

describe('checkMembershipAuthority', () => {
  const requirement = requirementOf({ allow });
  const at = (subject = credential) => wordOf(checkMembershipAuthority({ credential: subject }, { requirement, now }));

  it("accepts a co-op's own membership", () => assert.equal(at(), 'passed'));

  it('names the co-op that is denied or suspended, not its issuer', () => {
    const subject = credentialClaiming({ memberOf: { id: meadowDid, type: 'Organization', name: 'Meadow' } });
    const status = { state: 'suspended', since: '2026-04-01T00:00:00Z' } as const;
    const lists = () => viewOf([entryOf({ id: meadowDid, status })]);
    for (const [code, issuers] of [
      ['issuer_denied', { allow, deny: [{ id: meadowDid }] }],
      ['issuer_suspended', { allow, lists: ['autumn'] }],
    ] as const) {
      const found = checkMembershipAuthority(
        { credential: subject },
        { requirement: requirementOf(issuers), now, lists },
      );
      assert.deepEqual('problem' in found && [found.problem.code, found.problem.params], [code, { issuer: meadowDid }]);
    }
  });

  it('refuses a recognised co-op that speaks for another', () => {
    const memberOf = { id: meadowDid, type: 'Organization', name: 'Meadow' };
    assert.equal(at(credentialClaiming({ memberOf })), 'issuer_not_for_this_coop');
  });

  it('refuses a membership of no co-op, and says that that is wrong', () => {
    const found = checkMembershipAuthority(
      { credential: credentialClaiming({ memberOf: undefined }) },
      { requirement, now },
    );
    assert.equal(wordOf(found), 'schema_mismatch');
    assert.match(String('problem' in found && found.problem.detail), /memberOf/);
    assert.equal(at(credentialClaiming({ memberOf: { name: 'Harvest' } })), 'schema_mismatch');
  });

  it('reads a co-op that is named by its DID alone', () =>
    assert.equal(at(credentialClaiming({ memberOf: meadowDid })), 'issuer_not_for_this_coop'));

  it('is not applicable to other credentials, nor without a policy', () => {
    const types = ['VerifiableCredential', 'CoopTicketCredential'];
    assert.equal(at(credentialWith({ types })), 'not-applicable');
    assert.equal(wordOf(checkMembershipAuthority({ credential }, { now })), 'not-applicable');
  });
});
