import { contextUrls, documentLoader } from '@coop-credentials/core/profile';
import { decodeJwt } from 'jose';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { send } from '../bed/site-client.ts';
import { startFederation } from '../recognition/federation.ts';
import { createDocumentLoader } from './credo-documents.ts';
import { createCredoWallet } from './credo-wallet.ts';
import { startWorld, workersOf } from './world.ts';

const ours = new Set<string>(Object.values(contextUrls));
const contexts = async (url: string) =>
  ours.has(url) ? ((await documentLoader(url)).document as Record<string, unknown>) : undefined;

describe('Credo, asked by a site that a federation lists', function () {
  this.timeout(120_000);

  it('answers as before: a wallet that knows nothing of our verifier_info passes it over', async () => {
    using federation = await startFederation();
    const world = await startWorld({
      environment: (coop) => ({
        INSECURE_FETCH: `${coop.host},localhost:${federation.port}`,
        RECOGNITION_LISTS: `autumn=${federation.url}#${federation.anchor}`,
        RECHECK_EVERY: 'PT1S',
      }),
    });
    const wallet = await createCredoWallet(createDocumentLoader(contexts), [world.authority.root]);
    try {
      await wallet.store(await world.coop.issueTo(wallet.did, 'vcdm1.1-ed25519-2020'));
      const { did, origin } = world.site.site;
      const origins = [origin, world.url];
      const recognizedTo = [{ type: 'RecognizedAction' as const, action: 'verify' as const, origins }];
      await federation.recognise({ id: did, name: 'The Lounge', recognizedTo });
      await federation.sign('Alder');
      await federation.sign('Birch');
      await federation.publish();
      await world.site.putPolicy({ ...workersOf([world.coop.did]) });

      const { id, link } = await askedAsListed(world.site);
      const { ok, redirectUri } = await wallet.present(link);
      assert.equal(ok, true);
      const responseCode = new URL(redirectUri ?? '').hash.slice('#response_code='.length);
      const { body } = await world.site.collect(id, responseCode);
      assert.equal(body.state, 'accepted');
    } finally {
      await wallet.close();
      await world.close();
    }
  });
});

/** A request that says where the site stands, once the service has seen the list. */
async function askedAsListed(site: Awaited<ReturnType<typeof startWorld>>['site']) {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { id, links } = await site.open({ returnUrl: 'https://shop.example/lounge' });
    const link: string = links.sameDevice.app;
    const { body } = await send(new URL(link).searchParams.get('request_uri')!);
    if (decodeJwt(body as string)['verifier_info']) return { id: String(id), link };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The service has not seen the list.');
}
