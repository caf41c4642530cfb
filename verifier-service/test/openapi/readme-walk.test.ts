import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { harvestDid } from '../../../core/test/factories/index.ts';
import { startTestService } from '../bed/service.ts';
import { answer } from '../bed/wallet.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const calls = [...readme.matchAll(/^api (\w+) (\S+) '(.+)'$/gm)].map(([, method, path, body]) => ({
  method: method!,
  path: path!,
  body: body!,
}));

describe('the walk through the API in the README', () => {
  it('works as it is printed, with the real values in the place of its capitals', async () => {
    await using service = await startTestService();
    const site = await service.addSite('Shop', 'https://shop.example');
    const real: Record<string, string> = {
      'http://localhost:4100#THE-SECRET': (await service.stores.siteKeys.makePairingCode(site.site.id)).code,
      'did:web:coop.example': harvestDid,
    };
    const fill = (text: string) => Object.entries(real).reduce((all, [word, value]) => all.replace(word, value), text);

    const statuses: number[] = [];
    for (const { method, path, body } of calls) {
      const { status, body: told } = await site.call(method, fill(path), fill(body));
      statuses.push(status);
      if (path === '/policies/check') assert.equal(told.valid, true);
      if (path === '/presentation-requests') {
        real['REQUEST'] = told.id;
        const answered = await answer(told.links.sameDevice.app, { created: service.clock() });
        const code = new URL(answered.body.redirect_uri).hash.replace('#response_code=', '');
        real['FROM-THE-FRAGMENT'] = code;
      }
      if (path.endsWith('/collect')) real['VERIFICATION'] = told.verification.id;
      if (path === '/redemptions') real['REDEMPTION'] = told.id;
    }
    assert.deepEqual(statuses, [200, 200, 201, 201, 200, 201, 200, 200]);
  });
});
