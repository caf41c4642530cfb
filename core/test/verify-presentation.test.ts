import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, problem, VerificationError, type PresentationExpectations } from '../src/index.ts';
import {
  dairy,
  daysLater,
  expectedAudience,
  expectedNonce,
  fakeFetch,
  formats,
  harvestDid,
  holder,
  issuedCredential,
  meadow,
  orchard,
  ports,
  presentation,
  resolveDid,
  secondsLater,
  thief,
  type CredentialOverrides,
  type PresentationOverrides,
} from './factories/index.ts';
import { expected, judge, wordFor } from './gate.ts';
import { policyWith, requiring } from './policy/policies.ts';

const allowing = (id: string) => requiring({ issuers: { allow: [{ id, name: 'Another Co-op' }] } });

for (const format of formats) {
  const presented = (change: PresentationOverrides = {}) => presentation({ format, ...change });
  const presenting = async (change: CredentialOverrides) =>
    presented({ credentials: [await issuedCredential({ format, ...change })] });
  const word = async (vp: Promise<object>, change: Partial<PresentationExpectations> = {}) =>
    wordFor(judge(await vp, change));

  describe(`verifyPresentation, ${format}`, () => {
    it('accepts a member of a recognised co-op', async () => {
      const result = await judge(await presented());
      assert.equal(result.outcome, 'accepted');
      assert.equal(result.provesHolder, true);
      assert.equal(result.holder, holder.controller);
      assert.equal(result.claimsTrusted, true);
      assert.deepEqual(result.matched, { accept: 0 });
      assert.deepEqual(result.identity, { kind: 'wallet', issuer: harvestDid, value: holder.controller });
      assert.ok(result.checks.every(({ outcome }) => outcome === 'passed' || outcome === 'not-applicable'));
    });

    it("tells the issuer's name by the site's entry, why, and the signed claims", async () => {
      const vp = await presenting({ claims: { memberOf: { id: harvestDid, name: 'Evil Name' } } });
      const [credential] = (await judge(vp)).credentials;
      assert.deepEqual(credential?.issuer, { id: harvestDid, name: 'Harvest Co-op' });
      assert.equal(credential?.reason, 'This site welcomes members of Harvest Co-op: our neighbours.');
      assert.equal(credential?.type, 'CoopMembershipCredential');
      assert.equal(credential?.format, 'ldp_vc');
      assert.equal(credential?.validUntil, '2027-03-28T12:00:00.000Z');
      assert.equal(credential?.claims['membershipClass'], 'worker');
    });

    it('tells members apart by their membership where the policy says so', async () => {
      const { identity } = await judge(await presented(), { policy: policyWith({ identify: 'membership' }) });
      assert.deepEqual(identity, { kind: 'membership', issuer: harvestDid, value: 'm_8d1f0c6a' });
    });

    it('accepts issuers of did:key and did:jwk', async () => {
      for (const issuer of [orchard, dairy]) {
        const policy = allowing(issuer.controller);
        assert.equal(await word(presenting({ issuer }), { policy }), 'accepted');
      }
    });

    it('accepts any audience that we are known by', async () => {
      const audience = ['https://verifier.example/response', expectedAudience];
      assert.equal(await word(presented(), { expectedAudience: audience }), 'accepted');
    });

    it('accepts one credential that is not in an array', async () => {
      const vp = await presented();
      assert.equal(await wordFor(judge({ ...vp, verifiableCredential: vp.verifiableCredential[0] })), 'accepted');
    });

    it("refuses a stolen credential in a thief's own presentation, and lets the request close", async () => {
      const credentials = [await issuedCredential({ format })];
      const result = await judge(await presented({ signer: thief, credentials }));
      assert.equal(result.problem?.code, 'subject_mismatch');
      assert.equal(result.provesHolder, true);
      assert.deepEqual(result.credentials, []);
    });

    it('refuses a thief who names the victim as holder', async () => {
      const named = { ...thief, controller: holder.controller };
      const credentials = [await issuedCredential({ format })];
      const result = await judge(await presented({ signer: named, credentials }));
      assert.equal(result.problem?.code, 'holder_mismatch');
      assert.equal(result.provesHolder, false);
    });

    it('refuses an answer to another request before any key is looked up', async () => {
      const fetchJson = fakeFetch();
      const busy = createVerifier(ports({ fetchJson }));
      const vp = await presented({ challenge: 'another-nonce' });
      const result = await busy.verifyPresentation({ bare: vp }, expected);
      assert.equal(result.problem?.code, 'nonce_mismatch');
      assert.equal(result.provesHolder, false);
      assert.deepEqual(fetchJson.calls, []);
    });

    it('refuses an answer made for another site', async () =>
      assert.equal(
        await word(presented({ domain: 'decentralized_identifier:did:web:evil.example' })),
        'audience_mismatch',
      ));

    it('refuses a nonce or audience put in afterwards', async () => {
      const vp = await presented({ challenge: 'stolen-nonce', domain: 'elsewhere' });
      const proof = { ...vp.proof, challenge: expectedNonce, domain: expectedAudience };
      assert.equal(await wordFor(judge({ ...vp, proof })), 'signature_invalid');
    });

    it('refuses an answer made six minutes ago or ahead, and lets the request close', async () => {
      const stale = await judge(await presented({ created: secondsLater(-360) }));
      assert.equal(stale.problem?.code, 'proof_too_old');
      assert.equal(stale.provesHolder, true);
      assert.equal(await word(presented({ created: secondsLater(360) })), 'proof_from_future');
    });

    it('refuses an answer whose proof says that it has ended', async () => {
      const vp = await presented();
      const proof = { ...vp.proof, expires: secondsLater(-1).toISOString() };
      assert.equal(await wordFor(judge({ ...vp, proof })), 'proof_expired');
    });

    it('refuses a membership that has ended, or has not begun', async () => {
      assert.equal(await word(presenting({ validUntil: daysLater(-1) })), 'credential_expired');
      const { problem } = await judge(await presenting({ validUntil: daysLater(-1) }));
      assert.equal(problem?.params?.['issuer'], harvestDid, 'says who can help');
      assert.equal(await word(presenting({ validFrom: daysLater(1) })), 'credential_not_yet_valid');
    });

    it('refuses a co-op that the site does not know, without asking for its key', async () => {
      const fetchJson = fakeFetch();
      const vp = await presenting({ issuer: meadow });
      const result = await createVerifier(ports({ fetchJson })).verifyPresentation({ bare: vp }, expected);
      assert.equal(result.problem?.code, 'issuer_not_recognised');
      assert.deepEqual(result.problem?.params, { issuer: meadow.controller });
      assert.deepEqual(fetchJson.calls, []);
    });

    it('calls no DID recognised but the issuer that the policy names', async () => {
      const asked = new Map<string, boolean | undefined>();
      const watching = createVerifier({
        ...ports(),
        resolveDid: (did, options) => (asked.set(did, options?.recognised), resolveDid(did, options)),
      });
      const forged = await issuedCredential({ format, issuer: { ...meadow, controller: harvestDid } });
      for (const credentials of [undefined, [forged]]) {
        await watching.verifyPresentation({ bare: await presented({ ...(credentials && { credentials }) }) }, expected);
      }
      assert.deepEqual(
        [...asked],
        [
          [holder.controller, undefined],
          [harvestDid, true],
          [meadow.controller, undefined],
        ],
      );
    });

    it('refuses a co-op that the site denies', async () => {
      const policy = requiring({ issuers: { deny: [{ id: harvestDid }] } });
      assert.equal(await word(presented(), { policy }), 'issuer_denied');
    });

    it('refuses a recognised co-op that speaks for another', async () => {
      const claims = { memberOf: { id: harvestDid, name: 'Harvest Co-op' } };
      const policy = allowing(meadow.controller);
      assert.equal(await word(presenting({ issuer: meadow, claims }), { policy }), 'issuer_not_for_this_coop');
    });

    it("refuses a credential in the co-op's name signed by somebody else", async () => {
      const forger = { ...thief, controller: harvestDid };
      assert.equal(await word(presenting({ issuer: forger })), 'issuer_key_mismatch');
    });

    it('refuses an altered claim under a fresh holder proof, and lets the request close', async () => {
      const credential = await issuedCredential({ format });
      const credentialSubject = { ...credential.credentialSubject, membershipClass: 'consumer' };
      const result = await judge(await presented({ credentials: [{ ...credential, credentialSubject }] }));
      assert.equal(result.problem?.code, 'signature_invalid');
      assert.equal(result.provesHolder, true);
    });

    it('refuses a kind of membership that the policy does not take', async () => {
      const policy = requiring({ claims: [{ path: ['membershipClass'], values: ['consumer'] }] });
      assert.equal(await word(presented(), { policy }), 'claim_not_accepted');
    });

    it('is undecided where the issuer cannot be reached, and knows who asked', async () => {
      const down = createVerifier(ports({ fetchJson: fakeFetch(new Map()) }));
      const result = await down.verifyPresentation({ bare: await presented() }, expected);
      assert.equal(result.outcome, 'inconclusive');
      assert.equal(result.problem?.retryable, true);
      assert.equal(result.provesHolder, true);
      assert.deepEqual(result.credentials, []);
    });

    it('refuses rather than waits where something failed besides', async () => {
      const down = createVerifier(ports({ fetchJson: fakeFetch(new Map()) }));
      const vp = await presenting({ validUntil: daysLater(-1) });
      const result = await down.verifyPresentation({ bare: vp }, expected);
      assert.equal(result.outcome, 'rejected');
      assert.equal(result.problem?.code, 'credential_expired');
    });

    it('refuses a presentation without a credential', async () =>
      assert.equal(await word(presented({ credentials: [] })), 'credential_missing'));

    it('refuses two credentials where one was asked for', async () => {
      const credentials = [await issuedCredential({ format }), await issuedCredential({ format })];
      assert.equal(await word(presented({ credentials })), 'too_many_credentials');
    });

    it('recognises the test issuer only where one is given', async () => {
      const vp = await presenting({ issuer: orchard });
      assert.equal(await wordFor(judge(vp)), 'issuer_not_recognised');
      assert.equal(await wordFor(judge(vp, { testIssuer: orchard.controller })), 'accepted');
    });
  });
}

describe('verifyPresentation', () => {
  it('takes the time from the caller before the clock', async () => {
    const vp = await presentation({ created: daysLater(400) });
    assert.equal(await wordFor(judge(vp, { now: daysLater(400) })), 'credential_expired');
  });

  it("passes a resolver's own refusal on", async () => {
    const refusing = createVerifier({
      ...ports(),
      resolveDid: () => Promise.reject(new VerificationError(problem('did_document_invalid'))),
    });
    const result = refusing.verifyPresentation({ bare: await presentation() }, expected);
    assert.equal(await wordFor(result), 'did_document_invalid');
  });
});
