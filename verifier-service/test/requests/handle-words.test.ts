import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { startTestService } from '../bed/service.ts';
import { readRequest } from '../bed/wallet.ts';

describe('the nonce and the state of a handle', () => {
  it('are each handle’s own, stay the same, and are nowhere in the store while the request is open', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const asked = [links.sameDevice.app, links.crossDevice.app, (await site.open()).links.sameDevice.app];
    const requests = await Promise.all(asked.map(readRequest));
    const words = requests.flatMap(({ nonce, state }) => [nonce, state]);
    assert.equal(new Set(words).size, 6);
    assert.equal((await readRequest(links.sameDevice.app)).nonce, words[0]);

    const dump = await service.dump();
    for (const word of words) {
      assert.match(word, /^[\w-]{43}$/);
      assert.ok(!dump.includes(word));
    }
  });
});
