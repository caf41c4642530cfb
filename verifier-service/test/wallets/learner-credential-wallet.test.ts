import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createLearnerCredentialWallet, type Otherwise } from './learner-credential-wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

type Wallet = Awaited<ReturnType<typeof createLearnerCredentialWallet>>;

describe('the steps of the Learner Credential Wallet', function () {
  this.timeout(30_000);
  let world: World;

  before(async () => void (world = await startWorld()));
  after(() => world.close());

  const ask = async (policy: object = workersOf([world.coop.did])) => {
    await world.site.putPolicy({ ...policy });
    return world.site.open({ returnUrl: 'https://shop.example/lounge' });
  };
  const walletWith = async (issue: (did: string) => Promise<object>) => {
    const wallet = await createLearnerCredentialWallet();
    wallet.keep(await issue(wallet.did));
    return wallet;
  };
  const shapes = {
    'a membership of VCDM 1.1': (did: string) => world.coop.issueTo(did, 'vcdm1.1-ed25519-2020'),
    'a membership of VCDM 2.0': (did: string) => world.coop.issueTo(did, 'vcdm2-eddsa-rdfc-2022'),
    'an Open Badge of VCDM 1.1': (did: string) => world.coop.issueBadgeTo(did, 'vcdm1.1-ed25519-2020'),
    'an Open Badge of VCDM 2.0': (did: string) => world.coop.issueBadgeTo(did, 'vcdm2-eddsa-rdfc-2022'),
  };

  for (const [what, issue] of Object.entries(shapes)) {
    it(`answer with ${what} and open the gate`, async () => {
      const wallet = await walletWith(issue);
      const { id, links } = await ask();
      const { status, body, request } = await wallet.interact(links.crossDevice.interaction);
      assert.deepEqual([status, body], [200, {}]);
      assert.equal(request.domain, new URL(links.crossDevice.interaction).host);

      const collected = await world.site.collect(id);
      assert.equal(collected.body.state, 'accepted', JSON.stringify(collected.body));
      assert.deepEqual(collected.body.verification.credentials[0].issuer, { id: world.coop.did, name: 'Some co-op' });
      assert.equal(collected.body.verification.credentials[0].type, 'CoopMembershipCredential');
    });
  }

  it('show who asks, what for, and the number to compare', async () => {
    const wallet = await createLearnerCredentialWallet();
    const { links } = await ask();
    const { request } = await wallet.begin(links.crossDevice.interaction);
    const reason = `Harvest shop · ${links.crossDevice.matchCode}: Open the members’ lounge`;
    assert.ok(JSON.stringify(request.query).includes(`"reason":${JSON.stringify(reason)}`));
  });

  it('ask again and are told the same, until they answer', async () => {
    const wallet = await walletWith(shapes['a membership of VCDM 2.0']);
    const { links } = await ask();
    const first = await wallet.begin(links.crossDevice.interaction);
    assert.deepEqual(await wallet.begin(links.crossDevice.interaction), first);
    await wallet.interact(links.crossDevice.interaction);
    await assert.rejects(wallet.begin(links.crossDevice.interaction), /409/);
  });

  it('send what was not asked for besides, which opens the gate all the same', async () => {
    const wallet = await walletWith(shapes['a membership of VCDM 1.1']);
    const other = await world.coop.issueTo(wallet.did, 'vcdm2-eddsa-rdfc-2022');
    const { id, links } = await ask();
    await wallet.interact(links.crossDevice.interaction, { send: (found) => [other, ...found] });
    assert.equal((await world.site.collect(id)).body.state, 'accepted');
  });

  describe('that change one thing', () => {
    let wallet: Wallet;
    before(async () => void (wallet = await walletWith(shapes['a membership of VCDM 2.0'])));

    for (const [what, status, code, otherwise] of [
      ['another nonce', 422, 'nonce_mismatch', { challenge: 'another-nonce' }],
      ['another domain', 422, 'audience_mismatch', { domain: 'evil.example' }],
      ['no signature', 422, 'proof_missing', { change: ({ proof: _, ...presentation }) => presentation }],
      ['another holder', 422, 'signature_invalid', { change: (vp) => ({ ...vp, holder: 'did:example:victim' }) }],
      ['no presentation', 400, 'presentation_malformed', { change: () => ({ type: 'Something' }) }],
    ] satisfies [string, number, string, Otherwise][]) {
      it(`are refused with ${what}, and the request stays open`, async () => {
        const { id, links } = await ask();
        const { status: answered, body } = await wallet.interact(links.crossDevice.interaction, otherwise);
        assert.deepEqual([answered, body.code], [status, code]);
        const { body: state } = await world.site.call('GET', `/presentation-requests/${id}`);
        assert.equal(state.state, 'open');
      });
    }

    it('are refused without a membership, and the page says so', async () => {
      const { id, links } = await ask();
      const { status } = await wallet.interact(links.crossDevice.interaction, { send: () => [] });
      assert.equal(status, 200);
      const { body } = await world.site.collect(id);
      assert.deepEqual([body.state, body.problem.code], ['rejected', 'credential_missing']);
    });

    it("are refused with somebody else's membership", async () => {
      const stolen = await shapes['a membership of VCDM 2.0'](
        'did:key:z6MkoN4DuFaj8JpduPeFq9x2MsVoYDFUT9bqDsjUMAUSaD45',
      );
      const { id, links } = await ask();
      await wallet.interact(links.crossDevice.interaction, { send: () => [stolen] });
      const { body } = await world.site.collect(id);
      assert.deepEqual([body.state, body.problem.code], ['rejected', 'subject_mismatch']);
    });

    it('are refused with a membership of a co-op that the site does not take', async () => {
      const { id, links } = await ask(workersOf(['did:web:other.example']));
      await wallet.interact(links.crossDevice.interaction);
      const { body } = await world.site.collect(id);
      assert.deepEqual([body.state, body.problem.code], ['rejected', 'issuer_not_recognised']);
    });
  });
});
