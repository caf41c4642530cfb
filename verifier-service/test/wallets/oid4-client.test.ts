import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createOid4ClientWallet } from './oid4-client-wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

describe('@digitalbazaar/oid4-client, the second wallet', function () {
  this.timeout(120_000);
  let world: World;
  let wallet: Awaited<ReturnType<typeof createOid4ClientWallet>>;

  before(async () => {
    world = await startWorld();
    wallet = await createOid4ClientWallet({ trustedCertificates: [world.authority.root] });
    wallet.store(await world.coop.issueTo(wallet.did, 'vcdm2-eddsa-rdfc-2022'));
  });
  after(() => world.close());
  const ask = async (policy: object, request: object = {}) => {
    await world.site.putPolicy({ ...policy });
    return world.site.open({ returnUrl: 'https://shop.example/lounge', ...request });
  };
  const codeIn = (url = '') => new URL(url).hash.slice('#response_code='.length);

  it('answers a signed request over its response URI, without state, and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]));
    const answer = await wallet.present(links.sameDevice.app);
    const { body } = await world.site.collect(id, codeIn(answer?.sentTo));
    assert.equal(body.state, 'accepted');
    assert.equal(body.verification.credentials[0].issuer.id, world.coop.did);
  });

  it('answers an unsigned request by value, over our whole client_id, and is accepted', async () => {
    const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix: 'redirect_uri' });
    const answer = await wallet.present(links.crossDevice.app);
    assert.deepEqual(answer, { sentTo: undefined });
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
  });

  it('answers encrypted, its vp_token as text, and is accepted', async () => {
    for (const clientIdPrefix of ['decentralized_identifier', 'redirect_uri', 'x509_san_dns', 'x509_hash']) {
      const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix, responseMode: 'direct_post.jwt' });
      assert.deepEqual(await wallet.present(links.crossDevice.app), { sentTo: undefined });
      assert.equal((await world.site.collect(id)).body.state, 'accepted');
    }
  });

  it('answers under a certificate, by host name and by hash, and is accepted', async () => {
    for (const clientIdPrefix of ['x509_san_dns', 'x509_hash']) {
      const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix });
      const answer = await wallet.present(links.sameDevice.app);
      assert.equal((await world.site.collect(id, codeIn(answer?.sentTo))).body.state, 'accepted');
    }
  });

  it('fetches by POST where it is invited to, and is accepted', async () => {
    for (const clientIdPrefix of ['decentralized_identifier', 'x509_san_dns']) {
      const { id, links } = await ask(workersOf([world.coop.did]), { clientIdPrefix, requestUriMethod: 'post' });
      await wallet.present(links.crossDevice.app);
      assert.equal((await world.site.collect(id)).body.state, 'accepted');
    }
  });

  it('has nothing for a site that recognises other co-ops', async () => {
    const { links } = await ask(workersOf(['did:web:other.example']));
    assert.equal(await wallet.present(links.sameDevice.app), undefined);
  });

  it('has nothing for a site that asks for members of another class', async () => {
    const claims = [{ path: ['membershipClass'], values: ['resident'] }];
    const { links } = await ask(workersOf([world.coop.did], { claims }));
    assert.equal(await wallet.present(links.sameDevice.app), undefined);
  });

  it('is refused with a membership that is older than the site allows', async () => {
    const { id, links } = await ask(workersOf([world.coop.did], { maxAge: 'P30D' }));
    await wallet.present(links.crossDevice.app);
    const { body } = await world.site.collect(id);
    assert.equal(body.state, 'rejected');
    assert.equal(body.problem.code, 'credential_too_old');
  });
});
