import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { after } from 'mocha';
import { useKey } from '../bed/connected.ts';
import { startVerifier, type Verifier } from '../bed/verifier.ts';
import { newCoop, type Coop } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { startShop, type Shop } from './start-shop.ts';

/** A shop, the real membership service, and a co-op whose members are welcome in it. */
export interface TheShop {
  readonly shop: Shop;
  readonly verifier: Verifier;
  readonly coop: Coop;
  /** Calls the service as the shop does. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  /** Makes an offer with a policy of its own; gives back its id. */
  addOffer(offer: OfferInput): Promise<number>;
  /** Everything that waits for the service is delivered; gives back how much waits still. */
  deliver(): number;
}

interface OfferInput {
  readonly policy: string;
  readonly name: string;
  readonly code: string;
  readonly kind?: string;
  readonly amount?: string;
  readonly minimum?: string;
  readonly limit?: number;
}

let started: Promise<TheShop> | undefined;

after('stop the shop', async function () {
  this.timeout(60_000);
  const running = await started?.catch(() => undefined);
  await running?.verifier.stop();
  await running?.shop.stop();
});

export function theShop(root: string): Promise<TheShop> {
  return (started ??= open(root));
}

async function open(root: string): Promise<TheShop> {
  const shop = await startShop(root);
  const folder = join(shop.root, 'wp-content/mu-plugins');
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, 'away-gateway.php'), join(folder, 'away-gateway.php'));
  const verifier = await startVerifier(shop.folder);
  const key = verifier.addSite('Autumn Shop', shop.url);
  const coop = await newCoop('Harvest Co-op');
  useKey(shop, verifier.url, key);

  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    await turn(); // PHP is waited for without a look at sockets, and the service may have hung up meanwhile.
    const response = await fetch(verifier.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'coop-site-url': shop.url, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };

  return {
    ...{ shop, verifier, coop, call },
    async addOffer({ policy, name, code, kind = 'percent', amount = '10', minimum = '0', limit }) {
      await call('PUT', `/v1/policies/${policy}`, {
        purpose: `Give ${name}`,
        accept: [
          {
            require: [
              {
                type: 'CoopMembershipCredential',
                issuers: { allow: [{ id: coop.did, name: 'Harvest Co-op', reason: 'our neighbours' }] },
              },
            ],
          },
        ],
        identify: 'membership',
        grant: { for: 'P30D' },
        ...(limit !== undefined && { limit: { count: limit, per: 'P30D' } }),
      });
      const values = [policy, name, code, kind, amount].map(phpString).join(', ');
      return wpEval(
        shop,
        `global $wpdb;
        $store = new CoopCredentials\\Shop\\Offer_Store( $wpdb, CoopCredentials\\Plugin::instance()->tables->offers() );
        return $store->save( new CoopCredentials\\Shop\\Offer( 0, ${values}, array(), array(), ${phpString(minimum)} ) );`,
      ) as number;
    },
    deliver: () =>
      wpEval(
        shop,
        `global $wpdb;
        $outbox = new CoopCredentials\\Outbox\\Outbox( $wpdb, CoopCredentials\\Plugin::instance()->tables->outbox() );
        $wpdb->query( 'UPDATE ' . CoopCredentials\\Plugin::instance()->tables->outbox() . ' SET next_at = UTC_TIMESTAMP()' );
        do_action( 'coop_credentials_deliver' );
        do_action( 'coop_credentials_deliver' );
        return $outbox->state()['waiting'];`,
      ) as number,
  };
}
