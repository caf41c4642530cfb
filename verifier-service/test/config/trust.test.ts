import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handMade, holder, type HandMade } from '../../../core/test/factories/index.ts';
import { certificate, type Certified } from '../../../core/test/proofs/sd-jwt/certificates.ts';
import { answer, post, readRequest, responseCodeOf } from '../bed/wallet.ts';
import { startWorld, workersOf, type World } from '../wallets/world.ts';

const DAY = 86_400_000;
const around = () => ({ notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) });

/** A co-op without a website: a certificate alone says whose its key is. */
const orchardDid = 'did:web:orchard.invalid';

describe('TRUSTED_ROOTS', function () {
  this.timeout(30_000);
  let folder = '';
  let world: World;
  let root: Certified;
  let leaf: Certified;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-roots-'));
    root = await certificate({ name: 'Federation root', ca: true, ...around() });
    const names = [{ type: 'url', value: orchardDid }] as const;
    leaf = await certificate({ name: 'Orchard', by: root, names: [...names], ...around() });
    const file = join(folder, 'roots.pem');
    writeFileSync(file, `A comment\n${root.pem}\n`);
    world = await startWorld({ environment: () => ({ TRUSTED_ROOTS: file }) });
    await world.site.putPolicy(workersOf([orchardDid]));
  });
  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** Shows Orchard's membership, and returns what the site collects, in one word. */
  async function word(by: Certified, change: HandMade = {}): Promise<string> {
    const { id, links } = await world.site.open();
    const request = await readRequest(links.sameDevice.app);
    const now = Math.floor(Date.now() / 1_000);
    const memberOf = { id: orchardDid, type: 'Organization', name: 'Orchard Co-op' };
    const shown = await handMade({
      issuerKey: by.tokenKey,
      header: { kid: undefined, x5c: [by.der] },
      payload: { iss: orchardDid, memberOf, nbf: now - 60, exp: now + 3_600, ...change.payload },
      binding: { iat: now, aud: request.clientId, nonce: request.nonce },
    });
    const query = request.queries.find((name) => name.endsWith('sd-jwt'))!;
    const { body } = await world.site.collect(
      id,
      responseCodeOf(await post(request, JSON.stringify({ [query]: [shown] }))),
    );
    return body.problem?.code ?? body.state;
  }

  it('lets a membership in whose certificate leads to one of them', async () =>
    assert.equal(await word(leaf), 'accepted'));

  it('lets none in by another authority, or under another name', async () => {
    const other = await certificate({ name: 'Federation root', ca: true, ...around() });
    const names = [{ type: 'url', value: orchardDid }] as const;
    const forged = await certificate({ name: 'Orchard', by: other, names: [...names], ...around() });
    assert.equal(await word(forged), 'certificate_not_trusted');
    const meadow = [{ type: 'url', value: 'did:web:meadow.invalid' }] as const;
    assert.equal(
      await word(await certificate({ name: 'Meadow', by: root, names: [...meadow], ...around() })),
      'certificate_name_wrong',
    );
  });

  it('has every thread know them', async () => {
    const states = await Promise.all(Array.from({ length: 6 }, () => word(leaf)));
    assert.deepEqual(new Set(states), new Set(['accepted']));
  });
});

describe('PINNED_KEYS', function () {
  this.timeout(30_000);

  const pinning = () =>
    startWorld({ environment: async ({ did, fingerprint }) => ({ PINNED_KEYS: `${did}=${await fingerprint()}` }) });
  async function word(world: World): Promise<string> {
    await world.site.putPolicy(workersOf([world.coop.did]));
    const { id, links } = await world.site.open();
    const credential = await world.coop.issueTo(holder.controller, 'vcdm2-eddsa-rdfc-2022');
    const answered = await answer(links.sameDevice.app, { credential, created: new Date() });
    const { body } = await world.site.collect(id, responseCodeOf(answered));
    return body.problem?.code ?? body.state;
  }

  it('lets memberships in under the pinned key, and says nothing', async () => {
    const world = await pinning();
    try {
      assert.equal(await word(world), 'accepted');
      assert.doesNotMatch(world.logged(), /key_not_pinned/);
    } finally {
      await world.close();
    }
  });

  it('refuses them once the website has another key, and tells the operator once', async () => {
    const world = await pinning();
    try {
      await world.coop.changeKey();
      assert.equal(await word(world), 'key_not_pinned');
      assert.equal(await word(world), 'key_not_pinned');
      const told = world
        .logged()
        .split('\n')
        .filter((line) => line.includes('"event":"key_not_pinned"'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(told.length, 1);
      assert.deepEqual(
        [told[0]!['level'], told[0]!['issuer'], told[0]!['fingerprint']],
        ['warn', world.coop.did, await world.coop.fingerprint()],
      );
    } finally {
      await world.close();
    }
  });
});
