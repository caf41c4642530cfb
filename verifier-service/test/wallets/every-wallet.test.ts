import {
  contextUrls,
  didKeySigner,
  documentLoader,
  generateKeyPair,
  signingKeyFrom,
} from '@coop-credentials/core/profile';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { answer } from '../bed/wallet.ts';
import { createDocumentLoader } from './credo-documents.ts';
import { createCredoWallet } from './credo-wallet.ts';
import { createLearnerCredentialWallet } from './learner-credential-wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

const ours = new Set<string>(Object.values(contextUrls));
const contexts = async (url: string) =>
  ours.has(url) ? ((await documentLoader(url)).document as Record<string, unknown>) : undefined;

describe('every wallet', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world.close());

  it('opens the same gate: Credo, the Learner Credential Wallet, and one of our own profile', async () => {
    const { coop, site } = world;
    await site.putPolicy({ ...workersOf([coop.did]) });
    const open = () => site.open({ returnUrl: 'https://shop.example/lounge' });

    const credo = await createCredoWallet(createDocumentLoader(contexts));
    await credo.store(await coop.issueTo(credo.did, 'vcdm1.1-ed25519-2020'));
    const byCredo = await open();
    await credo.present(byCredo.links.crossDevice.app);
    await credo.close();

    const learner = await createLearnerCredentialWallet();
    learner.keep(await coop.issueBadgeTo(learner.did, 'vcdm1.1-ed25519-2020'));
    const byLearner = await open();
    await learner.interact(byLearner.links.crossDevice.interaction);

    const signer = didKeySigner(await signingKeyFrom(await generateKeyPair()));
    const credential = await coop.issueTo(signer.controller, 'vcdm2-eddsa-rdfc-2022');
    const byOurs = await open();
    await answer(byOurs.links.crossDevice.app, { credential, signer, created: new Date() });

    const told = [];
    for (const { id } of [byCredo, byLearner, byOurs]) told.push((await site.collect(id)).body);
    assert.deepEqual(
      told.map(({ state }) => state),
      ['accepted', 'accepted', 'accepted'],
      JSON.stringify(told.map(({ problem }) => problem)),
    );
    const [first, ...others] = told.map(({ verification }) => verification.credentials[0]);
    for (const other of others) assert.deepEqual([other.type, other.issuer], [first.type, first.issuer]);
    assert.equal(new Set(told.map(({ verification }) => verification.holder)).size, 3, 'three members, three ids');
  });
});
