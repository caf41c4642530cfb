import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { compileQueryByExample } from '../../src/index.ts';
import { harvestDid, meadowDid } from '../factories/index.ts';
import { policyWith, requiring, writtenPolicy, writtenRequirement } from './policies.ts';

const acceptedCryptosuites = [
  { cryptosuite: 'Ed25519Signature2020' },
  { cryptosuite: 'eddsa-rdfc-2022' },
  { cryptosuite: 'ecdsa-rdfc-2019' },
  { cryptosuite: 'eddsa-jcs-2022' },
  { cryptosuite: 'ecdsa-jcs-2019' },
  { cryptosuite: 'ecdsa-sd-2023' },
];
const examples = (policy = policyWith()) =>
  compileQueryByExample(policy).map(({ credentialQuery }) => credentialQuery.example);

describe('compileQueryByExample', () => {
  it('asks for our own type first, or a badge, of the issuers, in the suites we read', () => {
    const reason = "Open the members' lounge";
    const shared = { reason, acceptedIssuers: [{ id: harvestDid }], acceptedCryptosuites };
    assert.deepEqual(compileQueryByExample(policyWith()), [
      {
        type: 'QueryByExample',
        group: 'a0r0',
        credentialQuery: {
          ...shared,
          example: { '@context': ['https://w3id.org/coop-credentials/v1'], type: ['CoopMembershipCredential'] },
        },
      },
      {
        type: 'QueryByExample',
        group: 'a0r0-badge',
        credentialQuery: {
          ...shared,
          example: {
            type: ['OpenBadgeCredential'],
            credentialSubject: { achievement: { achievementType: 'Membership' } },
          },
        },
      },
    ]);
  });

  it('shows a value where only one is accepted', () => {
    const [own, badge] = examples(requiring({ claims: [{ path: ['membershipClass'], values: ['worker'] }] }));
    assert.deepEqual(own?.['credentialSubject'], { membershipClass: 'worker' });
    assert.deepEqual(badge?.['credentialSubject'], {
      achievement: { achievementType: 'Membership' },
      role: 'worker',
    });
  });

  it('shows no value of several, of none, or at a place within a list: wallets would compare it word by word', () => {
    for (const claim of [
      { path: ['membershipClass'], values: ['worker', 'consumer'] },
      { path: ['membershipClass'] },
      { path: ['roles', null, 'name'], values: ['board'] },
    ]) {
      assert.equal(examples(requiring({ claims: [claim] }))[0]?.['credentialSubject'], undefined);
    }
  });

  it('shows values of nested claims side by side', () => {
    const claims = [
      { path: ['event', 'name'], values: ['Gala'] },
      { path: ['event', 'id'], values: ['urn:gala'] },
    ];
    const [ticket] = examples(requiring({ type: 'CoopTicketCredential', claims }));
    assert.deepEqual(ticket?.['credentialSubject'], { event: { name: 'Gala', id: 'urn:gala' } });
  });

  it('groups what is asked for together, and keeps alternatives apart', () => {
    const ticket = { ...writtenRequirement, type: 'CoopTicketCredential' };
    const accept = [...writtenPolicy.accept, { require: [ticket, writtenRequirement] }];
    const groups = compileQueryByExample(policyWith({ accept })).map(({ group }) => group);
    const [both, withBadge] = ['a1r0.a1r1', 'a1r0.a1r1-badge'];
    assert.deepEqual(groups, ['a0r0', 'a0r0-badge', both, both, withBadge, withBadge]);
  });

  it('asks for the test issuer besides, and names no issuer where a list decides', () => {
    const issuers = (policy = policyWith()) =>
      compileQueryByExample(policy, { testIssuer: meadowDid })[0]?.credentialQuery.acceptedIssuers;
    assert.deepEqual(issuers(), [{ id: harvestDid }, { id: meadowDid }]);
    assert.equal(issuers(requiring({ issuers: { lists: ['federation'] } })), undefined);
  });

  it('gives the reason it is told', () => {
    const [query] = compileQueryByExample(policyWith(), { reason: 'Shop · 48 21' });
    assert.equal(query?.credentialQuery.reason, 'Shop · 48 21');
  });
});
