import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createDocumentLoader } from './credo-documents.ts';
import { createCredoWallet } from './credo-wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

describe('Credo with an SD-JWT VC', function () {
  this.timeout(60_000);
  let world: World;
  let wallet: Awaited<ReturnType<typeof createCredoWallet>>;

  before(async () => {
    world = await startWorld();
    wallet = await createCredoWallet(createDocumentLoader(async () => undefined));
    const { keyId, jwk } = await wallet.createKey();
    const { kty, crv, x, y } = jwk;
    await wallet.storeSdJwt(await world.coop.issueSdJwtTo({ kty, crv, x, y }), keyId);
  });
  after(async () => {
    await wallet.close();
    await world.close();
  });
  const ask = async (policy: object, request: object = {}) => {
    await world.site.putPolicy({ ...policy });
    return world.site.open({ returnUrl: 'https://shop.example/lounge', ...request });
  };
  const codeIn = (redirect = '') => new URL(redirect).hash.slice('#response_code='.length);

  it('answers the same request that asks for JSON-LD, by its own question, and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]));
    const { redirectUri } = await wallet.present(links.sameDevice.app);
    const { body } = await world.site.collect(id, codeIn(redirectUri));
    assert.equal(body.state, 'accepted', JSON.stringify(body));
    assert.ok(
      body.verification.checks.some(
        ({ check, outcome }: { check: string; outcome: string }) => check === 'disclosure' && outcome === 'passed',
      ),
    );
  });

  it('answers an unsigned request by value, and on another device', async () => {
    const byValue = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'redirect_uri' });
    const { redirectUri } = await wallet.present(byValue.links.sameDevice.app);
    assert.equal((await world.site.collect(byValue.id, codeIn(redirectUri))).body.state, 'accepted');
    const { id, links } = await ask(workersOf([world.coop.did]));
    await wallet.present(links.crossDevice.app);
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
  });

  it('answers encrypted, and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]), { responseMode: 'direct_post.jwt' });
    await wallet.present(links.crossDevice.app);
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
  });

  it('shows its membershipId only where memberships are counted', async () => {
    const shown = async (policy: object) => {
      const { links } = await ask(policy);
      const { dcql } = await wallet.resolve(links.sameDevice.app);
      return JSON.stringify(dcql?.queryResult.credential_matches['a0r0-sd-jwt']).includes('m_8d1f0c6a');
    };
    assert.equal(await shown(workersOf([world.coop.did])), false);
    assert.equal(await shown({ ...workersOf([world.coop.did]), identify: 'membership' }), true);
  });

  it('has nothing for a site that asks for members of another class', async () => {
    const { links } = await ask(
      workersOf([world.coop.did], { claims: [{ path: ['membershipClass'], values: ['resident'] }] }),
    );
    assert.equal((await wallet.resolve(links.sameDevice.app)).dcql?.queryResult.can_be_satisfied, false);
  });

  it('is refused with a membership of a co-op that the site does not name', async () => {
    const others = Array.from({ length: 21 }, (_, index) => `did:web:other-${index}.example`);
    const { id, links } = await ask(workersOf(others));
    const { redirectUri } = await wallet.present(links.sameDevice.app);
    const { body } = await world.site.collect(id, codeIn(redirectUri));
    assert.deepEqual([body.state, body.problem.code], ['rejected', 'issuer_not_recognised']);
  });
});
