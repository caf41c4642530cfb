import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundles } from './bundles.ts';
import { createCoOpApp } from './co-op/co-op-app.ts';
import { createIssuer } from './co-op/issuer.ts';
import { createFederationApp, listUrl } from './federation/federation-app.ts';
import { foundFederation } from './federation/federation.ts';
import { firstEntries, firstMeeting } from './federation/first-decision.ts';
import { guidePages } from './guide/guide-pages.ts';
import { busyPortsAdvice, demoPorts, type DemoPorts } from './ports.ts';
import { policies } from './site/policies.ts';
import { createSiteApp } from './site/site-app.ts';
import { followChanges, Standings } from './site/standings.ts';
import { createVerifierClient, type SiteKey } from './site/verifier-client.ts';
import { followWelcome, listName } from './site/welcome.ts';
import { verifierProcess, type AddedSite } from './verifier-process.ts';
import { createWalletApp } from './wallet/wallet-app.ts';
import { listen, PortInUse, type LoopbackServer } from './web/listen.ts';
import { placeNames, type Origins } from './web/places.ts';

export interface Demo {
  readonly origins: Origins;
  /** What the demo site calls the verifier with. */
  readonly siteKey: SiteKey;
  /** What the verifier keeps, and all that its command line needs to know of it. */
  readonly stateDirectory: string;
  /** Another site at the same verifier. */
  addSite(name: string, siteUrl: string): Promise<AddedSite>;
  stop(): Promise<void>;
}

/** Starts everything: two co-ops and a club, their federation, a wallet, the verifier as a process of its own, and the site. */
export async function startDemo(ports: DemoPorts = demoPorts): Promise<Demo> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'coop-credentials-demo-'));
  const ending: (() => Promise<void>)[] = [() => rm(stateDirectory, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end();
  };

  try {
    const bundling = buildBundles();
    bundling.catch(() => undefined);
    const servers = await openAll(ports, ending);
    const local = [servers.harvest, servers.meadow, servers.pebble, servers.federation];
    const federation = await foundFederation(join(stateDirectory, 'federation'), servers.federation.origin);
    ending.push(federation.stop);
    const pin = { url: listUrl({ federation: servers.federation.origin }), anchor: federation.anchor };
    const verifier = verifierProcess({
      port: servers.service,
      stateDirectory,
      localHosts: local.map(({ port }) => `localhost:${port}`),
      list: { name: listName, ...pin },
      wallet: { name: `${placeNames.wallet} (demo wallet)`, url: `${servers.wallet.origin}/` },
    });
    ending.push(verifier.stop);
    const origins: Origins = {
      site: servers.site.origin,
      harvest: servers.harvest.origin,
      meadow: servers.meadow.origin,
      pebble: servers.pebble.origin,
      wallet: servers.wallet.origin,
      federation: servers.federation.origin,
      service: verifier.url,
    };

    const issuers = {
      harvest: await createIssuer('harvest', origins),
      meadow: await createIssuer('meadow', origins),
      pebble: await createIssuer('pebble', origins),
    };
    for (const place of ['harvest', 'meadow', 'pebble'] as const) {
      servers[place].answerWith(createCoOpApp(issuers[place], origins));
    }

    const { key, did } = await verifier.addSite(placeNames.site, origins.site);
    await federation.recognise(firstEntries(origins, did), firstMeeting);
    servers.federation.answerWith(createFederationApp(federation, origins));
    await verifier.start();
    const siteKey = { serviceUrl: verifier.url, siteUrl: origins.site, key };
    const client = createVerifierClient(siteKey);
    for (const policy of policies()) await client.savePolicy(policy);
    const { welcome, look, stop: stopWelcome } = await followWelcome(client);
    ending.push(stopWelcome);

    const standings = new Standings();
    ending.push(followChanges(client, standings, { onNews: look }).stop);

    const scripts = await bundling;
    servers.wallet.answerWith(createWalletApp(origins, scripts.wallet, pin));
    const furtherPages = guidePages({ origins, issuers });
    servers.site.answerWith(createSiteApp({ origins, verifier: client, welcome, standings, scripts, furtherPages }));
    return { origins, siteKey, stateDirectory, addSite: verifier.addSite, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Takes every port before anything is made, so that all that are in use are said at once. */
async function openAll(ports: DemoPorts, ending: (() => Promise<void>)[]) {
  const busy: (keyof DemoPorts)[] = [];
  const open = async (part: keyof DemoPorts): Promise<LoopbackServer | undefined> => {
    try {
      const server = await listen(part, ports[part]);
      ending.push(server.close);
      return server;
    } catch (error) {
      if (!(error instanceof PortInUse)) throw error;
      busy.push(part);
      return undefined;
    }
  };
  // The verifier takes its port itself; this finds out whether it can, and which one `0` means.
  const tried = await open('service');
  const site = await open('site');
  const harvest = await open('harvest');
  const meadow = await open('meadow');
  const wallet = await open('wallet');
  const pebble = await open('pebble');
  const federation = await open('federation');
  if (!tried || !site || !harvest || !meadow || !wallet || !pebble || !federation)
    throw new Error(busyPortsAdvice(busy, ports));
  await tried.close();
  return { site, harvest, meadow, wallet, pebble, federation, service: tried.port };
}
