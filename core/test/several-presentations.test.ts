import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier } from '../src/index.ts';
import { issueCredential } from '../src/profile/index.ts';
import {
  daysLater,
  fakeFetch,
  frozenAt,
  harvest,
  harvestDid,
  holder,
  issuedCredential,
  ports,
  presentation,
  thief,
} from './factories/index.ts';
import { expected, verifier, wordFor } from './gate.ts';
import { policyWith, writtenRequirement } from './policy/policies.ts';

const ticketRequirement = { ...writtenRequirement, type: 'CoopTicketCredential' };

/** A membership and a ticket together, or a ticket for the gala alone. */
const policy = policyWith({
  accept: [
    { require: [ticketRequirement, writtenRequirement] },
    { require: [{ ...ticketRequirement, claims: [{ path: ['event', 'name'], values: ['Gala'] }] }] },
  ],
});

const ticket = (event: string, holderDid = holder.controller) =>
  issueCredential({
    type: 'CoopTicketCredential',
    issuer: { did: harvestDid, keyPair: harvest },
    holderDid,
    claims: { event: { name: event }, ticketNumber: '7' },
    validFrom: daysLater(-1),
    created: frozenAt,
    format: 'vcdm2-eddsa-rdfc-2022',
  });
const membership = await presentation();
const expired = await presentation({ credentials: [await issuedCredential({ validUntil: daysLater(-1) })] });
const fair = await presentation({ credentials: [await ticket('Fair')] });
const gala = await presentation({ credentials: [await ticket('Gala')] });

const judge = (answers: Record<string, readonly unknown[]>, by = verifier) =>
  by.verifyPresentation({ presentations: new Map(Object.entries(answers)) }, { ...expected, policy });
const word = (answers: Record<string, readonly unknown[]>) => wordFor(judge(answers));

describe('verifyPresentation, of several presentations', () => {
  it('accepts all that one alternative asks for', async () => {
    const result = await judge({ a0r0: [fair], a0r1: [membership] });
    assert.equal(result.outcome, 'accepted');
    assert.deepEqual(result.matched, { accept: 0 });
    assert.deepEqual(
      result.credentials.map(({ type }) => type),
      ['CoopTicketCredential', 'CoopMembershipCredential'],
    );
  });

  it("takes the holder's identity from the membership, though it stands second", async () => {
    const byMembership = policyWith({
      identify: 'membership',
      accept: [{ require: [ticketRequirement, writtenRequirement] }],
    });
    const presentations = new Map([
      ['a0r0', [fair]],
      ['a0r1', [membership]],
    ]);
    const result = await verifier.verifyPresentation({ presentations }, { ...expected, policy: byMembership });
    assert.deepEqual(result.identity, { kind: 'membership', issuer: harvestDid, value: 'm_8d1f0c6a' });
  });

  it('accepts any other alternative', async () => {
    assert.deepEqual((await judge({ a1r0: [gala] })).matched, { accept: 1 });
  });

  it('accepts an alternative that holds beside one that does not, and tells of the first alone', async () => {
    const result = await judge({ a0r1: [expired], a1r0: [gala] });
    assert.deepEqual(result.matched, { accept: 1 });
    assert.equal(result.credentials.length, 1);
    assert.ok(result.checks.every(({ outcome }) => outcome !== 'failed'));
  });

  it('refuses half of an alternative', async () => assert.equal(await word({ a0r0: [fair] }), 'query_unsatisfied'));

  it('says what failed rather than what is missing', async () =>
    assert.equal(await word({ a0r1: [expired] }), 'credential_expired'));

  it('refuses an answer to the wrong question', async () => {
    assert.equal(await word({ a1r0: [fair] }), 'claim_not_accepted');
    assert.equal(await word({ a1r0: [membership] }), 'credential_type_wrong');
  });

  it('refuses credentials of two holders, each bound to its own', async () => {
    const theirs = await presentation({ signer: thief, credentials: [await ticket('Fair', thief.controller)] });
    const result = await judge({ a0r0: [theirs], a0r1: [membership] });
    assert.equal(result.problem?.code, 'holders_differ');
    assert.equal(result.outcome, 'rejected');
    assert.equal(result.provesHolder, true);
    assert.equal(result.holder, undefined);
  });

  it('refuses an answer that was not asked for, before anything else is looked at', async () => {
    assert.equal(await word({ a0r0: [fair], a0r1: [membership], extra: [gala] }), 'query_unknown');
    assert.equal(await word({ __proto__x: [] }), 'query_unknown');
  });

  it('refuses two presentations, or none, for one question', async () => {
    assert.equal(await word({ a1r0: [gala, gala] }), 'presentation_malformed');
    assert.equal(await word({ a1r0: [] }), 'presentation_missing');
    assert.equal(await word({}), 'presentation_missing');
  });

  it('refuses one presentation that does not say which of several questions it answers', async () =>
    assert.equal(
      await wordFor(verifier.verifyPresentation({ bare: gala }, { ...expected, policy })),
      'presentation_malformed',
    ));

  it('proves the holder only where every presentation does', async () => {
    const other = await presentation({ challenge: 'another-nonce' });
    const result = await judge({ a0r0: [fair], a0r1: [other] });
    assert.equal(result.problem?.code, 'nonce_mismatch');
    assert.equal(result.provesHolder, false);
  });

  it('refuses more presentations than the largest alternative asks for', async () => {
    assert.equal(await word({ a0r0: [fair], a0r1: [expired], a1r0: [gala] }), 'too_many_credentials');
    assert.equal(await word({ a0r0: [fair], a0r1: [membership] }), 'accepted');
  });

  it('limits the credentials of all presentations together', async () => {
    const five = Array(4).fill(membership.verifiableCredential[0]) as object[];
    const wide = { ...membership, verifiableCredential: five };
    assert.equal(await word({ a0r0: [wide], a0r1: [membership] }), 'too_many_credentials');
  });

  it('is undecided only where waiting could help', async () => {
    const down = createVerifier(ports({ fetchJson: fakeFetch(new Map()) }));
    assert.equal((await judge({ a0r0: [fair], a0r1: [membership] }, down)).outcome, 'inconclusive');
    assert.equal((await judge({ a0r0: [fair], a0r1: [expired] }, down)).outcome, 'rejected');
    assert.equal((await judge({ a0r0: [fair] }, down)).outcome, 'rejected');
    assert.equal((await judge({ a0r1: [expired], a1r0: [gala] }, down)).outcome, 'inconclusive');
  });
});
