import { recogniseSite, type RecognitionEntry } from '@coop-credentials/core';
import { decodeJwt } from 'jose';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  alder,
  anchor,
  birch,
  entryOf,
  listOf,
  published,
  signedBy,
  viewOf,
} from '../../../core/test/factories/recognition.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { send, type SiteClient } from '../bed/site-client.ts';
import { environment, listServer, listUrl } from './list-server.ts';

/** A service, and a site of it that a list may name. */
async function world() {
  const server = listServer();
  const service = await startTestService({ environment, fetchList: server.fetchList });
  const site = await service.addSite();
  await site.putPolicy();
  const entry = (changes: Partial<RecognitionEntry> = {}, origins = [site.site.origin, service.url]) =>
    entryOf({
      id: site.site.did,
      name: 'The Lounge',
      recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins }],
      ...changes,
    });
  /** Publishes a list with it, and lets the service see it. */
  const list = async (...entries: readonly RecognitionEntry[]) => {
    const credentialSubject = [entryOf(), ...entries];
    const files = await published([await signedBy(listOf({ credentialSubject }), [alder, birch])], {
      issued: service.clock(),
    });
    server.serve(files);
    await service.lookAtLists();
    return viewOf(credentialSubject);
  };
  return { service, site, entry, list };
}

/** What a wallet reads of a signed request. */
async function asked(site: SiteClient) {
  const { links } = await site.open();
  const uri = new URL(links.crossDevice.app).searchParams.get('request_uri')!;
  const { client_id, response_uri, verifier_info } = decodeJwt((await send(uri)).body as string);
  return { clientId: String(client_id), responseUri: String(response_uri), verifierInfo: verifier_info };
}

describe('a request of a site that a list names', function () {
  this.timeout(60_000);
  const said = async ({ site }: { readonly site: SiteClient }) => (await asked(site)).verifierInfo;

  it('says where on which list it stands, and a wallet finds it there on its own', async () => {
    const { service, site, entry, list } = await world();
    await using _ = service;
    assert.equal(await said({ site }), undefined);
    const view = await list(entry());
    const request = await asked(site);
    const { seq, digest } = view;
    assert.deepEqual(request.verifierInfo, [
      {
        format: 'https://w3id.org/coop-credentials/recognition-list#site',
        data: { list: listUrl, anchor, seq, digest, entry: site.site.did },
      },
    ]);
    const asking = { ...request, isSigned: true, website: site.site.origin };
    const found = recogniseSite(asking, [view], service.clock());
    assert.equal(found.recognised && found.name, 'The Lounge');
  });

  it('says nothing where a wallet would not take it', async () => {
    type World = Awaited<ReturnType<typeof world>>;
    const since = '2026-06-01T11:00:00Z';
    const refused: Readonly<Record<string, (of: World) => RecognitionEntry>> = {
      suspended: ({ entry }) => entry({ status: { state: 'suspended', since } }),
      'in other hands': ({ entry }) => entry({ status: { state: 'compromised', since } }),
      'not a site': ({ entry }) => entry({ recognizedTo: entryOf().recognizedTo }),
      'answers go elsewhere': ({ entry, site }) => entry({}, [site.site.origin]),
      'asks at another origin': ({ entry, service }) => entry({}, [service.url]),
      'another site': ({ entry, site }) => entry({ id: `${site.site.did}x` }),
    };
    for (const [why, entryOn] of Object.entries(refused)) {
      const one = await world();
      await using _ = one.service;
      await one.list(entryOn(one));
      assert.equal(await said(one), undefined, why);
    }
  });

  it('says nothing of another site of the same service, nor by a list that is too old', async () => {
    const { service, site, entry, list } = await world();
    await using _ = service;
    await list(entry());
    const other = await service.addSite('Thieves', 'https://thieves.example');
    await other.putPolicy();
    assert.equal(await said({ site: other }), undefined);
    assert.notEqual(await said({ site }), undefined);
    service.pass(hours(24 * 8));
    await service.lookAtLists();
    assert.equal(await said({ site }), undefined);
  });
});
