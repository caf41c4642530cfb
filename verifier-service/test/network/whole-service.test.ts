import { didKeySigner, didSigner, generateKeyPair, signingKeyFrom, type Signer } from '@coop-credentials/core/profile';
import { after, before, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from '../bed/wallet.ts';
import { startWorld, workersOf, type World } from '../wallets/world.ts';
import { stubConnector } from './stub-connector.ts';

/** The thirteen spellings of this machine, and of others that nobody outside should reach. */
const spellings = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127。0。0。1',
  '0.0.0.0',
  '[::1]',
  '[::ffff:127.0.0.1]',
  'localhost',
  'sub.localhost.',
  '169.254.169.254',
  '[fd00::1]',
];

/** What name servers answer: a name that leads inside, one with a way in beside a public one, and one that rebinds. */
const names = () =>
  new Map([
    ['inside.example', [['10.0.0.1']]],
    ['loopback.example', [['127.0.0.1']]],
    ['both.example', [['93.184.215.14', '127.0.0.1']]],
    ['rebinding.example', [['93.184.215.14'], ['127.0.0.1']]],
  ]);

describe('whom a stranger can make the whole service reach', function () {
  this.timeout(120_000);
  let world: World;
  let trap: Server;
  let reached = 0;
  let stub: ReturnType<typeof stubConnector>;
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  const portIn = (host: string) => Number(host.split(':').at(-1));

  before(async () => {
    trap = createServer((_request, response) => {
      reached += 1;
      response.end('{}');
    });
    trap.on('connection', () => (reached += 1)).listen(0, '127.0.0.1');
    await once(trap, 'listening');
    world = await startWorld();
    await world.site.putPolicy({ ...workersOf([world.coop.did]) });
    const own = [portIn(world.coop.host), portIn(new URL(world.url).host)];
    stub = stubConnector(() => own, answers);
  });
  after(async () => {
    // What is done to every socket ends whatever failed before it.
    (stub as typeof stub | undefined)?.restore();
    trap.closeAllConnections();
    trap.close();
    await world.close();
  });
  const answers = names();
  beforeEach(() => {
    stub.dialled.length = 0;
    for (const [name, answer] of names()) answers.set(name, answer);
  });

  /** A member whose wallet says that its key is published there: the service has to look. */
  async function presentAs(did: string): Promise<string> {
    const signer: Signer = didSigner(await signingKeyFrom(await generateKeyPair()), did);
    const credential = await world.coop.issueTo(did, 'vcdm2-eddsa-rdfc-2022');
    const { links } = await world.site.open({ returnUrl: 'https://shop.example/' });
    const { status, body } = await answer(links.crossDevice.app, { credential, signer, created: new Date() });
    assert.notEqual(status, 200, JSON.stringify(body));
    return body.code;
  }
  const lookUp = async (domain: string): Promise<string> => {
    const { status, body } = await world.site.call('GET', `/issuers?domain=${encodeURIComponent(domain)}`);
    assert.notEqual(status, 200, JSON.stringify(body));
    return body.code;
  };
  const doors = {
    'a wallet’s DID': (host: string) => presentAs(`did:web:${encodeURIComponent(host)}`),
    'a co-op’s address': lookUp,
  };

  for (const [door, come] of Object.entries(doors)) {
    it(`is nobody, by ${door} in thirteen spellings, with the port of a trap or without`, async () => {
      assert.equal(spellings.length, 13);
      for (const spelling of spellings) {
        for (const host of [spelling, `${spelling}:${portOf(trap)}`]) {
          assert.match(
            await come(host),
            /^(did_invalid|did_unresolvable|domain_invalid|issuer_document_\w+|fetch_refused)$/,
            host,
          );
        }
      }
      assert.deepEqual([stub.dialled, reached], [[], 0]);
    });

    it(`is nobody, by ${door} whose name leads inside, or partly inside`, async () => {
      for (const host of ['inside.example', 'loopback.example', 'both.example']) await come(host);
      assert.deepEqual(stub.dialled, []);
      assert.ok(stub.asked.includes('both.example'), 'the names were asked for');
    });

    it(`is the address that was checked, by ${door} whose name rebinds`, async () => {
      await come('rebinding.example');
      assert.deepEqual(stub.dialled, ['93.184.215.14']);
    });
  }

  it('is nobody, by a redirect of a server that it may ask', async () => {
    const { coop } = world;
    coop.redirect('/people/thief/did.json', `http://localhost:${portOf(trap)}/did.json`);
    const did = `did:web:${encodeURIComponent(coop.host)}:people:thief`;
    assert.equal(await presentAs(did), 'fetch_refused');
    assert.deepEqual([stub.dialled, reached], [[], 0]);
  });

  it('is nobody, by the status list that a credential names', async () => {
    const signer = didKeySigner(await signingKeyFrom(await generateKeyPair()));
    for (const spelling of [...spellings, 'inside.example', `localhost:${portOf(trap)}`]) {
      const status = [{ list: `https://${spelling}/list`, index: 1, purpose: 'revocation' as const }];
      const credential = await world.coop.issueTo(signer.controller, 'vcdm2-eddsa-rdfc-2022', { status });
      const { links } = await world.site.open({ returnUrl: 'https://shop.example/' });
      const { body } = await answer(links.crossDevice.app, { credential, signer, created: new Date() });
      assert.match(String(body.code), /^(status_unreachable|status_list_invalid|fetch_refused)$/, spelling);
    }
    assert.deepEqual([stub.dialled, reached], [[], 0]);
  });
});
