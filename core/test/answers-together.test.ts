import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type DidResolver, type Policy } from '../src/index.ts';
import { didSigner, issueCredential, signingKeyFromSeed } from '../src/profile/index.ts';
import {
  daysLater,
  fakeFetch,
  frozenAt,
  harvest,
  harvestDid,
  holder,
  issuedBadge,
  issuedCredential,
  meadow,
  ports,
  presentation,
  resolveDid as testResolver,
  thief,
  type PresentationOverrides,
} from './factories/index.ts';
import { expected, verifier, wordFor } from './gate.ts';
import { policyWith, writtenRequirement } from './policy/policies.ts';

const ticketRequirement = { ...writtenRequirement, type: 'CoopTicketCredential' };
const both = policyWith({ accept: [{ require: [ticketRequirement, writtenRequirement] }] });

const ticket = await issueCredential({
  type: 'CoopTicketCredential',
  issuer: { did: harvestDid, keyPair: harvest },
  holderDid: holder.controller,
  claims: { event: { name: 'Fair' }, ticketNumber: '7' },
  validFrom: daysLater(-1),
  created: frozenAt,
  format: 'vcdm2-eddsa-rdfc-2022',
});
const membership = await issuedCredential();
const expired = await issuedCredential({ validUntil: daysLater(-1) });
const unknown = await issuedCredential({ issuer: meadow });
const badge = await issuedBadge();

const judge = async (
  credentials: readonly object[],
  {
    policy = policyWith(),
    by = verifier,
    ...change
  }: { policy?: Policy; by?: typeof verifier } & PresentationOverrides = {},
) => by.verifyPresentation({ together: await presentation({ credentials, ...change }) }, { ...expected, policy });
const word = (...given: Parameters<typeof judge>) => wordFor(judge(...given));

describe('verifyPresentation, of one presentation that answers all questions together', () => {
  it('accepts a membership, or a badge', async () => {
    assert.equal(await word([membership]), 'accepted');
    assert.equal(await word([badge]), 'accepted');
  });

  it('puts each credential to the requirement it is for, in whatever order', async () => {
    for (const credentials of [
      [membership, ticket],
      [ticket, badge],
    ]) {
      const result = await judge(credentials, { policy: both });
      assert.equal(result.outcome, 'accepted', result.problem?.code);
      assert.deepEqual(
        result.credentials.map(({ type }) => type),
        ['CoopTicketCredential', 'CoopMembershipCredential'],
      );
    }
  });

  it('takes one membership for what it says, and for nothing else that is asked besides', async () => {
    const of = (membershipClass: string) => ({
      ...writtenRequirement,
      claims: [{ path: ['membershipClass'], values: [membershipClass] }],
    });
    for (const require of [
      [of('worker'), of('consumer')],
      [of('consumer'), of('worker')],
    ]) {
      assert.equal(await word([membership], { policy: policyWith({ accept: [{ require }] }) }), 'claim_not_accepted');
    }
  });

  it('takes the membership that fits among others, and tells of that one alone', async () => {
    const result = await judge([expired, unknown, membership, ticket]);
    assert.equal(result.outcome, 'accepted', result.problem?.code);
    assert.equal(result.credentials.length, 1);
    assert.equal(result.credentials[0]?.validUntil, daysLater(300).toISOString());
  });

  it('refuses half of what is asked', async () =>
    assert.equal(await word([ticket], { policy: both }), 'query_unsatisfied'));

  it('says what is wrong with the membership that came', async () => {
    assert.equal(await word([expired]), 'credential_expired');
    assert.equal(await word([unknown]), 'issuer_not_recognised');
    assert.equal(await word([ticket]), 'credential_type_wrong');
  });

  it('refuses an answer without a credential, and lets the request close', async () => {
    const result = await judge([]);
    assert.deepEqual([result.problem?.code, result.provesHolder], ['credential_missing', true]);
  });

  it('refuses a stolen membership, and lets the request close', async () => {
    const result = await judge([membership], { signer: thief });
    assert.deepEqual([result.problem?.code, result.provesHolder], ['subject_mismatch', true]);
  });

  it('refuses an altered membership though it would fit', async () => {
    const credentialSubject = { ...membership.credentialSubject, membershipClass: 'consumer' };
    assert.equal(await word([{ ...membership, credentialSubject }]), 'signature_invalid');
  });

  it('refuses an answer to another request or for somebody else, and leaves the request open', async () => {
    for (const [change, code] of [
      [{ challenge: 'another-nonce' }, 'nonce_mismatch'],
      [{ domain: 'evil.example' }, 'audience_mismatch'],
    ] as const) {
      const result = await judge([membership], change);
      assert.deepEqual([result.problem?.code, result.provesHolder], [code, false]);
    }
  });

  it('refuses more credentials than anybody asks for', async () =>
    assert.equal(await word(Array<object>(5).fill(membership)), 'too_many_credentials'));

  it('refuses what is no presentation', async () =>
    assert.equal(
      await wordFor(verifier.verifyPresentation({ together: [membership] }, expected)),
      'presentation_malformed',
    ));

  it('is undecided where the issuer cannot be reached', async () => {
    const by = createVerifier(ports({ fetchJson: fakeFetch(new Map()) }));
    assert.equal((await judge([membership], { by })).outcome, 'inconclusive');
    assert.equal((await judge([membership, ticket], { by, policy: both })).outcome, 'inconclusive');
  });

  it('has nothing fetched before it proves to be an answer to our question, nor for an issuer that we do not take', async () => {
    const stranger = didSigner(await signingKeyFromSeed(new Uint8Array(32).fill(9)), 'did:web:stranger.example');
    for (const [credentials, change, fetched] of [
      [[membership], { signer: stranger, challenge: 'another-nonce' }, []],
      [[membership], { signer: stranger, domain: 'evil.example' }, []],
      [[membership], { signer: stranger }, ['https://stranger.example/.well-known/did.json']],
      [[unknown], {}, []],
    ] as const) {
      const fetchJson = fakeFetch();
      await judge(credentials, { by: createVerifier(ports({ fetchJson })), ...change });
      assert.deepEqual(fetchJson.calls, fetched);
    }
  });

  it('is a result once it answers our request, whatever is wrong with it; before that nobody can tell whose it is', async () => {
    const good = await presentation({ credentials: [membership] });
    const broken = [
      { ...good, holder: 7 },
      { ...good, type: ['VerifiablePresentation', 7] },
      { ...good, '@context': ['https://evil.example/v1'] },
      { ...good, verifiableCredential: [{ ...membership, credentialSubject: 'none' }] },
      { ...good, verifiableCredential: [{ ...membership, '@context': [] }] },
      { ...good, proof: { ...good.proof, verificationMethod: 7 } },
      { ...good, proof: { ...good.proof, created: 'yesterday' } },
      { ...good, proof: [] },
    ];
    for (const together of broken) {
      const result = await verifier.verifyPresentation({ together }, expected);
      assert.notEqual(result.outcome, 'accepted');
      assert.ok(result.problem);
    }
    for (const verifiableCredential of ['eyJhbGciOiJFZERTQSJ9.e30.', [7]]) {
      await assert.rejects(verifier.verifyPresentation({ together: { ...good, verifiableCredential } }, expected), {
        code: 'credential_malformed',
      });
    }
  });

  it('costs one verification of a forged credential, however many requirements it claims to fit', async () => {
    const accept = Array.from({ length: 8 }, () => ({ require: Array(4).fill(writtenRequirement) as unknown[] }));
    const credentialSubject = { ...membership.credentialSubject, membershipId: 'm_another' };
    const resolved: string[] = [];
    const known = ports();
    const resolveDid: DidResolver = (did, options) => (resolved.push(did), testResolver(did, options));
    const by = createVerifier({ ...known, resolveDid });
    const forged = [{ ...membership, credentialSubject }];
    assert.equal(await word(forged, { by, policy: policyWith({ accept }) }), 'signature_invalid');
    assert.equal(resolved.filter((did) => did === harvestDid).length, 1);
  });
});
