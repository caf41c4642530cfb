import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { acceptedResult } from '../../src/policy/accepted-result.ts';
import type { AcceptedAnswer } from '../../src/policy/evaluate-policy.ts';
import { policyQueries } from '../../src/policy/policy-queries.ts';
import type { Policy } from '../../src/policy/policy-schema.ts';
import { named, passed } from '../../src/result.ts';
import { credential, credentialClaiming, credentialWith } from '../checks/subjects.ts';
import { frozenAt, harvestDid, holder, meadowDid } from '../factories/index.ts';
import { entryOf, viewOf } from '../factories/recognition.ts';
import { policyWith, requiring, writtenRequirement } from './policies.ts';

const checks = [named('proof', passed, 0)];
const answerTo = (policy: Policy, change: Partial<AcceptedAnswer> = {}): AcceptedAnswer => ({
  ...{ query: policyQueries(policy)[0]!, checks, credential, provenHolder: holder.controller },
  ...change,
});
const tell = (
  policy: Policy,
  answers: readonly AcceptedAnswer[] = [answerTo(policy)],
  more: Partial<Parameters<typeof acceptedResult>[1]> = {},
) => acceptedResult({ outcome: 'accepted', accept: 0, answers, checks }, { policy, now: frozenAt, ...more });
const ofWallet = { kind: 'wallet', issuer: harvestDid, value: holder.controller } as const;

describe('What an accepted answer tells', () => {
  it('is the credential as its issuer signed it, in the words of the site', () => {
    assert.deepEqual(tell(policyWith()), {
      outcome: 'accepted',
      checks,
      credentials: [
        {
          type: 'CoopMembershipCredential',
          issuer: { id: harvestDid, name: 'Harvest Co-op' },
          format: 'ldp_vc',
          validFrom: '2026-05-02T12:00:00.000Z',
          validUntil: '2027-03-28T12:00:00.000Z',
          reason: 'This site welcomes members of Harvest Co-op: our neighbours.',
          vouchedFor: [],
          claims: credential.subjects[0]?.claims,
          status: [],
        },
      ],
      matched: { accept: 0 },
      identity: ofWallet,
    });
  });

  it('is for which co-ops the issuer vouches, each once, of memberships alone', () => {
    const policy = policyWith();
    const vouchedFor = (of: AcceptedAnswer['credential']) =>
      tell(policy, [answerTo(policy, { credential: of })]).credentials[0]?.vouchedFor;
    const forMeadow = credentialClaiming({ memberOf: { id: meadowDid, type: 'Organization', name: 'Meadow' } });
    assert.deepEqual(vouchedFor({ ...forMeadow, subjects: [...forMeadow.subjects, ...forMeadow.subjects] }), [
      meadowDid,
    ]);
    assert.deepEqual(vouchedFor({ ...forMeadow, subjects: [...credential.subjects, ...forMeadow.subjects] }), [
      meadowDid,
    ]);
    assert.deepEqual(vouchedFor({ ...forMeadow, types: ['VerifiableCredential', 'CoopTicketCredential'] }), []);
  });

  it('is no time, no claim and no status that is not there', () => {
    const { validFrom: _from, validUntil: _until, ...open } = credential;
    const policy = policyWith();
    const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '7' };
    const status = [{ type: 'unknown' }, { ...entry, statusListCredential: 'https://harvest.example/status/1' }];
    const [told] = tell(policy, [answerTo(policy, { credential: { ...open, subjects: [], status } })]).credentials;
    assert.deepEqual(['validFrom' in told!, 'validUntil' in told!, told?.claims], [false, false, {}]);
    assert.deepEqual(
      told?.status.map(({ index }) => index),
      [7],
    );
  });

  it('is the list that recognises the issuer, and the first DID that the issuer had', () => {
    const policy = requiring({ issuers: { lists: ['autumn'] } });
    const view = viewOf([entryOf({ formerIds: [meadowDid] })]);
    const { credentials, identity } = tell(policy, undefined, { lists: () => view });
    assert.equal(credentials[0]?.issuer.name, 'Harvest Housing Co-op');
    assert.deepEqual(credentials[0]?.recognisedBy, { list: 'autumn', seq: 1, digest: view.digest });
    assert.deepEqual(identity, { ...ofWallet, issuer: meadowDid });
  });

  it('is neither name nor reason of an issuer that nobody recognises', () => {
    const policy = requiring({ issuers: { allow: [{ id: meadowDid, name: 'Meadow' }] } });
    const { credentials, identity } = tell(policy);
    assert.deepEqual(credentials[0]?.issuer, { id: harvestDid });
    assert.deepEqual(['reason' in credentials[0]!, 'recognisedBy' in credentials[0]!], [false, false]);
    assert.deepEqual(identity, ofWallet);
  });

  it('is the membership’s number where the policy says so, and never the wallet’s DID instead', () => {
    const policy = policyWith({ identify: 'membership' });
    assert.deepEqual(tell(policy).identity, { kind: 'membership', issuer: harvestDid, value: 'm_8d1f0c6a' });
    for (const claims of [{}, { membershipId: 7 }]) {
      const without = credentialWith({ subjects: [{ id: holder.controller, claims }] });
      assert.equal('identity' in tell(policy, [answerTo(policy, { credential: without })]), false);
    }
  });

  it('is identified by the first membership, else by the first credential', () => {
    const ticket = { ...writtenRequirement, type: 'CoopTicketCredential' };
    const policy = policyWith({ accept: [{ require: [ticket, writtenRequirement] }], identify: 'membership' });
    const queries = policyQueries(policy);
    const ofTicket = queries.find(({ requirement }) => requirement.type === 'CoopTicketCredential')!;
    const ofMembership = queries.find(({ requirement }) => requirement.type === 'CoopMembershipCredential')!;
    const subject = (membershipId: string) => [{ claims: { membershipId } }];
    const first = answerTo(policy, { query: ofTicket, credential: credentialWith({ subjects: subject('ticket') }) });
    const second = answerTo(policy, { query: ofMembership, credential: credentialWith({ subjects: subject('m') }) });
    assert.equal(tell(policy, [first, second]).identity?.value, 'm');
    assert.equal(tell(policy, [first]).identity?.value, 'ticket');
    assert.equal('identity' in tell(policy, []), false);
  });
});
