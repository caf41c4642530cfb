import { createVerifier } from '@coop-credentials/core';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { ports } from '../../../core/test/factories/index.ts';
import { storageError } from '../../src/cli/storage-error.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, type Answer, type SiteClient } from '../bed/site-client.ts';
import { reserve, visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';

describe('a site that is removed during a call of its', () => {
  let service: TestService;
  let site: SiteClient;
  let whileVerifying: () => Promise<unknown>;
  beforeEach(async () => {
    whileVerifying = async () => undefined;
    const { verifyPresentation } = createVerifier(ports({ clock: () => service.clock() }));
    service = await startTestService({
      verifier: {
        verifyPresentation: async (...given) => {
          const result = await verifyPresentation(...given);
          await whileVerifying();
          return result;
        },
      },
    });
    site = await service.addSite();
    await site.putPolicy();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const remove = () => service.stores.sites.remove(site.site.id);

  /** After the next call of that method has found what it looks for. */
  function removeAfter<Name extends string>(
    store: { [name in Name]: (...given: never[]) => Promise<unknown> },
    name: Name,
  ) {
    const method = store[name];
    store[name] = async (...given) => {
      store[name] = method;
      const found = await method(...given);
      assert.ok(await remove());
      return found;
    };
  }
  const removeOnceLetIn = () => removeAfter(service.stores.siteKeys, 'authenticate');

  const isRefusedAs = ({ status, body, headers }: Answer, known: Answer) => {
    assert.deepEqual([status, body.code, body.detail], [known.status, known.body.code, known.body.detail]);
    assert.equal(headers.get('www-authenticate'), known.headers.get('www-authenticate'));
  };
  const isKeyWrong = async (found: Answer) => {
    assert.deepEqual([found.status, found.body.code], [401, 'key_wrong']);
    isRefusedAs(found, await site.call('GET', '/site'));
    assert.doesNotMatch(service.logged(), /unexpected error/);
  };

  it('has a policy refused as by a key that nobody has', async () => {
    removeOnceLetIn();
    await isKeyWrong(await site.call('PUT', '/policies/another', loungePolicy()));
  });

  it('opens nothing', async () => {
    removeAfter(service.stores.policies, 'find');
    const asked = { policy: 'members-lounge', subject: 's_1', returnUrl: site.site.url };
    await isKeyWrong(await site.call('POST', '/presentation-requests', asked));
  });

  it('collects nothing', async () => {
    const { id, links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock() });
    removeAfter(service.stores.verifications, 'findByRequest');
    await isKeyWrong(await site.collect(id));
  });

  it('has whatever else it calls refused by a 4xx, and what was let in is gone', async () => {
    const calls: readonly ((made: SiteClient, verification: Answer['body']) => Promise<Answer>)[] = [
      (made, { id }) => made.call('POST', `/verifications/${id}/recheck`),
      (made, { id }) => made.call('DELETE', `/verifications/${id}`),
      (made, { holder }) => made.call('DELETE', `/holders/${holder}`),
      (made, verification) => reserve(made, verification, 'order 1'),
      (made, { id }) => made.call('POST', '/limits/reset', { verificationId: id }),
      (made) => made.call('DELETE', '/policies/members-lounge'),
      (made) => made.call('DELETE', '/presentation-requests/pr_1'),
    ];
    for (const [index, call] of calls.entries()) {
      site = await service.addSite(`Site ${index}`, `https://site-${index}.example`);
      await site.putPolicy();
      const verification = await visit(service, site);
      removeOnceLetIn();
      const { status, body } = await call(site, verification);
      assert.ok([401, 404, 200].includes(status), `${index}: ${status} ${JSON.stringify(body)}`);
      await isKeyWrong(await site.call('GET', '/site'));
    }
    assert.equal(await service.count('verifications'), 0);
  });

  it('lets no wallet in whose answer was being verified', async () => {
    const { links } = await site.open();
    whileVerifying = remove;
    const found = await answer(links.crossDevice.app, { created: service.clock() });
    assert.deepEqual([found.status, found.body.code], [404, 'request_unknown']);
    isRefusedAs(found, await send(new URL(links.crossDevice.app).searchParams.get('request_uri') ?? ''));
    assert.doesNotMatch(service.logged(), /unexpected error/);
    assert.equal(await service.count('verifications'), 0);
  });

  it('asks no wallet for anything', async () => {
    const { links } = await site.open();
    const { signingKey } = service.stores.sites;
    service.stores.sites.signingKey = async (id) => {
      await remove();
      return signingKey(id);
    };
    const found = await send(new URL(links.crossDevice.app).searchParams.get('request_uri') ?? '');
    assert.deepEqual([found.status, found.body.code], [404, 'request_unknown']);
  });

  it('is named to who gives a command for it', async () => {
    await remove();
    const { siteKeys, programmes } = service.stores;
    const programme = { name: 'autumn', count: 1, per: 'P30D', sites: [site.site.id] };
    for (const command of [
      () => siteKeys.makePairingCode(site.site.id),
      () => siteKeys.rotate(site.site.id, 0),
      () => programmes.add(programme),
    ]) {
      const code = await command().then(
        () => 'done',
        (error: unknown) => storageError(error)?.code,
      );
      assert.equal(code, 'site_unknown');
    }
  });

  it('leaves a fault of ours to be one while the site is there', async () => {
    const { find } = service.stores.policies;
    service.stores.policies.find = () => Promise.reject(new TypeError('on purpose'));
    const found = await site.call('GET', '/policies/members-lounge');
    service.stores.policies.find = find;
    assert.deepEqual([found.status, found.body.code], [500, 'internal_error']);
    assert.match(service.logged(), /unexpected error/);
  });
});
