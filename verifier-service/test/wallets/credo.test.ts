import { contextUrls, documentLoader } from '@coop-credentials/core/profile';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createDocumentLoader } from './credo-documents.ts';
import { createCredoWallet } from './credo-wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

const ours = new Set<string>(Object.values(contextUrls));
const contexts = async (url: string) =>
  ours.has(url) ? ((await documentLoader(url)).document as Record<string, unknown>) : undefined;

describe('Credo, a wallet that we did not write', function () {
  this.timeout(120_000);
  let world: World;
  let wallet: Awaited<ReturnType<typeof createCredoWallet>>;
  const others = (count: number) => Array.from({ length: count }, (_, index) => `did:web:other-${index}.example`);

  before(async () => {
    world = await startWorld();
    wallet = await createCredoWallet(createDocumentLoader(contexts), [world.authority.root]);
    await wallet.store(await world.coop.issueTo(wallet.did, 'vcdm1.1-ed25519-2020'));
  });
  after(async () => {
    await wallet.close();
    await world.close();
  });
  const ask = async (policy: object, request: object = {}) => {
    await world.site.putPolicy({ ...policy });
    return world.site.open({ returnUrl: 'https://shop.example/lounge', ...request });
  };
  const matches = async (link: string) => (await wallet.resolve(link)).dcql?.queryResult.can_be_satisfied;
  const codeIn = (redirect = '') => new URL(redirect).hash.slice('#response_code='.length);

  it('reads who asks from a signed request', async () => {
    const { links } = await ask(workersOf([world.coop.did]));
    const { verifier, signedAuthorizationRequest } = await wallet.resolve(links.sameDevice.app);
    assert.deepEqual(verifier, {
      clientIdPrefix: 'decentralized_identifier',
      effectiveClientId: `decentralized_identifier:${world.site.site.did}`,
    });
    assert.equal(signedAuthorizationRequest?.signer.method, 'did');
  });

  it('answers a signed request on the same device and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]));
    const { ok, redirectUri } = await wallet.present(links.sameDevice.app);
    assert.equal(ok, true);

    const { status, body } = await world.site.collect(id, codeIn(redirectUri));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.state, 'accepted');
    assert.deepEqual(body.verification.credentials[0].issuer, { id: world.coop.did, name: 'Some co-op' });
    assert.ok(body.verification.checks.every(({ outcome }: { outcome: string }) => outcome !== 'failed'));
  });

  it('answers an unsigned request by value and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'redirect_uri' });
    const { redirectUri } = await wallet.present(links.sameDevice.app);
    assert.equal((await world.site.collect(id, codeIn(redirectUri))).body.state, 'accepted');
  });

  for (const clientIdPrefix of ['decentralized_identifier', 'redirect_uri']) {
    it(`answers encrypted, asked by ${clientIdPrefix}, and is accepted`, async () => {
      const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix, responseMode: 'direct_post.jwt' });
      const { redirectUri } = await wallet.present(links.sameDevice.app);
      assert.equal((await world.site.collect(id, codeIn(redirectUri))).body.state, 'accepted');
    });
  }

  for (const clientIdPrefix of ['x509_san_dns', 'x509_hash'] as const) {
    it(`answers under ${clientIdPrefix}, encrypted and not, and is accepted`, async () => {
      for (const responseMode of ['direct_post', 'direct_post.jwt']) {
        const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix, responseMode });
        const { verifier, signedAuthorizationRequest } = await wallet.resolve(links.sameDevice.app);
        assert.equal(verifier.clientIdPrefix, clientIdPrefix);
        assert.equal(signedAuthorizationRequest?.signer.method, 'x5c');
        const { redirectUri } = await wallet.present(links.sameDevice.app);
        const { body } = await world.site.collect(id, codeIn(redirectUri));
        assert.equal(body.state, 'accepted', JSON.stringify(body));
      }
    });
  }

  const fetchesByPost = () => world.logged().match(/"POST","path":"\/wallet\/openid4vp\/request\//g)?.length ?? 0;
  it('fetches by POST where it is invited to, and is accepted', async () => {
    for (const clientIdPrefix of ['decentralized_identifier', 'x509_san_dns']) {
      const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix, requestUriMethod: 'post' });
      const before = fetchesByPost();
      await wallet.present(links.crossDevice.app);
      assert.equal(fetchesByPost(), before + 1, 'this version posts what it supports, without a nonce');
      assert.equal((await world.site.collect(id)).body.state, 'accepted');
    }
  });

  it('still reads and answers what was asked under a certificate that was renewed since', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'x509_hash' });
    await world.renewCertificate();
    await wallet.present(links.crossDevice.app);
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
    const { links: later } = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'x509_hash' });
    const clientId = ({ app }: { app: string }) => new URL(app).searchParams.get('client_id');
    assert.notEqual(clientId(later.crossDevice), clientId(links.crossDevice));
    assert.equal(await matches(later.crossDevice.app), true);
  });

  it('refuses a request under a certificate of an authority that it does not know', async () => {
    const stranger = await createCredoWallet(createDocumentLoader(contexts));
    const { links } = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'x509_san_dns' });
    await assert.rejects(stranger.resolve(links.sameDevice.app));
    await stranger.close();
  });

  it('answers on another device, where it is not sent anywhere', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]));
    const { ok, redirectUri } = await wallet.present(links.crossDevice.app);
    assert.deepEqual([ok, redirectUri], [true, undefined]);
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
  });

  it('finds its membership among those of several co-ops', async () => {
    const { links } = await ask(workersOf([...others(3), world.coop.did]));
    assert.equal(await matches(links.sameDevice.app), true);
  });

  it('has nothing for a site that recognises other co-ops', async () => {
    const { links } = await ask(workersOf(others(3)));
    assert.equal(await matches(links.sameDevice.app), false);
  });

  it('has nothing for a site that asks for members of another class', async () => {
    const { links } = await ask(
      workersOf([world.coop.did], { claims: [{ path: ['membershipClass'], values: ['resident'] }] }),
    );
    assert.equal(await matches(links.sameDevice.app), false);
  });

  for (const [why, policy, code] of [
    ['of a co-op that is not among many recognised ones', () => workersOf(others(21)), 'issuer_not_recognised'],
    ['that is older than the site allows', () => workersOf([world.coop.did], { maxAge: 'P30D' }), 'credential_too_old'],
  ] as const) {
    it(`is refused with a membership ${why}`, async () => {
      const { id, links } = await ask(policy());
      const { ok, redirectUri } = await wallet.present(links.sameDevice.app);
      assert.equal(ok, true, 'the member comes back and reads why');
      const { body } = await world.site.collect(id, codeIn(redirectUri));
      assert.equal(body.state, 'rejected');
      assert.equal(body.problem.code, code);
    });
  }

  it('is told that its second answer comes too late', async () => {
    const { links } = await ask(workersOf([world.coop.did]));
    await wallet.present(links.crossDevice.app);
    const again = wallet.present(links.sameDevice.app);
    await assert.rejects(again, 'the request object is not served any more');
  });
});
