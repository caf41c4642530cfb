import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { readSigned } from '../../src/contexts/read-signed.ts';
import type { JsonObject } from '../../src/parse/json-object.ts';
import type { VerificationError } from '../../src/index.ts';
import { contextUrls } from '../../src/profile/index.ts';
import {
  daysLater,
  formats,
  harvestDid,
  issuedBadge,
  meadow,
  meadowDid,
  presentation,
  thief,
  type BadgeOverrides,
} from '../factories/index.ts';
import { judge, wordFor } from '../gate.ts';
import { policyWith, requiring } from '../policy/policies.ts';

for (const format of formats) {
  const showing = async (change: BadgeOverrides = {}) =>
    presentation({ format, credentials: [await issuedBadge({ format, ...change })] });
  const word = async (change: BadgeOverrides, policy = policyWith()) =>
    wordFor(judge(await showing(change), { policy }));

  describe(`a membership as an Open Badge, ${format}`, () => {
    it('is accepted, in the words of our own profile', async () => {
      const result = await judge(await showing());
      assert.equal(result.outcome, 'accepted', result.problem?.detail ?? result.problem?.code);
      const [credential] = result.credentials;
      assert.equal(credential?.type, 'CoopMembershipCredential');
      assert.deepEqual(credential?.issuer, { id: harvestDid, name: 'Harvest Co-op' });
      assert.equal(credential?.validUntil, daysLater(300).toISOString());
      assert.deepEqual(credential?.claims, {
        memberOf: { id: harvestDid, type: 'Organization', name: 'Harvest Co-op' },
        membershipClass: 'worker',
        membershipId: 'm_8d1f0c6a',
        memberSince: '2019',
      });
    });

    it('counts as the same membership as one of our own type', async () => {
      const policy = policyWith({ identify: 'membership' });
      const own = await judge(await presentation({ format }), { policy });
      assert.deepEqual((await judge(await showing(), { policy })).identity, own.identity);
    });

    it('is accepted by either name of its type', async () =>
      assert.equal(await word({ types: ['VerifiableCredential', 'AchievementCredential'] }), 'accepted'));

    it('is accepted beside the context of its extensions', async () =>
      assert.equal(await word({ contexts: [contextUrls.openBadgesExtensions] }), 'accepted'));

    it('is accepted with its creator named, which is the issuer', async () => {
      const creator = { id: harvestDid, type: ['Profile'], name: 'Harvest Co-op' };
      assert.equal(await word({ achievement: { creator } }), 'accepted');
    });

    it("is refused where another co-op's membership is vouched for", async () => {
      const creator = { id: meadowDid, type: ['Profile'], name: 'Meadow' };
      assert.equal(await word({ achievement: { creator } }), 'issuer_not_for_this_coop');
    });

    it('is refused where its achievement is of another type, or of none', async () => {
      assert.equal(await word({ achievement: { achievementType: 'Badge' } }), 'credential_type_wrong');
      assert.equal(await word({ achievement: { achievementType: undefined } }), 'credential_type_wrong');
    });

    it('is refused where the achievement is said again elsewhere, where its creator could hide', async () => {
      const again = { id: 'https://harvest.example/membership', type: ['Achievement'], name: 'Membership' };
      const evidence = [{ id: 'https://harvest.example/membership', type: ['Evidence'], name: 'Share' }];
      assert.equal(await word({ achievement: { related: [again] } }), 'credential_type_wrong');
      assert.equal(await word({ rest: { evidence } }), 'credential_type_wrong');
    });

    it('is refused without a role, or with one that is no class of membership', async () => {
      assert.equal(await word({ subject: { role: undefined } }), 'schema_mismatch');
      assert.equal(await word({ subject: { role: 'admiral' } }), 'schema_mismatch');
    });

    it('is refused where the policy takes another class', async () => {
      const policy = requiring({ claims: [{ path: ['membershipClass'], values: ['consumer'] }] });
      assert.equal(await word({}, policy), 'claim_not_accepted');
    });

    it('is refused without a number where memberships are counted', async () =>
      assert.equal(
        await word({ subject: { licenseNumber: undefined } }, policyWith({ identify: 'membership' })),
        'claim_missing',
      ));

    it('is refused from a co-op that the site does not know', async () =>
      assert.equal(await word({ issuer: meadow }), 'issuer_not_recognised'));

    it('is refused after its end', async () =>
      assert.equal(await word({ validUntil: daysLater(-1) }), 'credential_expired'));

    it('is refused where it is somebody else’s', async () => {
      const stolen = await presentation({ format, signer: thief, credentials: [await issuedBadge({ format })] });
      assert.equal(await wordFor(judge(stolen)), 'subject_mismatch');
    });

    it('is refused where a word of it was changed', async () => {
      const badge = structuredClone(await issuedBadge({ format })) as unknown as Record<
        string,
        Record<string, unknown>
      >;
      badge['credentialSubject']!['role'] = 'consumer';
      assert.equal(await wordFor(judge(await presentation({ format, credentials: [badge] }))), 'signature_invalid');
    });
  });
}

describe('readSigned, of an Open Badge', () => {
  const atGate = { kind: 'credential', contexts: bundledContexts, profile: 'presentation' } as const;

  it('knows one version of the context: in earlier ones the same words mean something else', async () => {
    const badge = await issuedBadge();
    const earlier = badge['@context'].map((url) => url.replace('3.0.3', '3.0.2'));
    await assert.rejects(
      readSigned({ ...badge, '@context': earlier }, atGate),
      (error: VerificationError) => error.code === 'context_not_allowed',
    );
  });

  it('finds an achievement that the holder has hidden under the address of its term', async () => {
    const { credentialSubject, ...badge } = await issuedBadge();
    const { achievement, ...subject } = credentialSubject as Record<string, unknown>;
    const hidden = { ...subject, 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement': achievement };
    const read = await readSigned({ ...badge, credentialSubject: hidden }, atGate);
    assert.equal((read['credentialSubject'] as JsonObject)['achievement'] !== undefined, true);
  });
});
