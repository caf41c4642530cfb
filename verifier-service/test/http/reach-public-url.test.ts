import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { reachPublicUrl, watchPublicUrl, type Reached } from '../../src/http/reach-public-url.ts';
import { findInstance, lastPublicUrl } from '../../src/store/instance.ts';
import { movableClock, seconds } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';

describe('the public URL', () => {
  it('is answered by us, by another verifier, by something else, or by nobody', async () => {
    await using service = await startTestService();
    await using stranger = await startTestService();
    const ours = await findInstance(service.stores.db);
    assert.deepEqual(await reachPublicUrl(service.url, ours), { who: 'us' });
    assert.deepEqual(await reachPublicUrl(stranger.url, ours), { who: 'another-verifier' });
    assert.deepEqual(await reachPublicUrl(service.url, undefined), { who: 'another-verifier' });

    const other = createServer((_request, response) => response.end('It works!')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    assert.deepEqual(await reachPublicUrl(url, ours), { who: 'another', status: 200 });
    other.closeAllConnections();
    other.close();
    await once(other, 'close');
    assert.deepEqual(await reachPublicUrl(url, ours), { who: 'nobody', reason: 'ECONNREFUSED' });
  });

  it('is what the service ran with last only once it listens and is ready', async () => {
    await using service = await startTestService();
    assert.equal(await lastPublicUrl(service.stores.db), undefined);
  });

  it('is asked once a minute', async () => {
    const { clock, pass } = movableClock();
    const answers: Reached[] = [
      { who: 'nobody', reason: 'ECONNREFUSED' },
      { who: 'another', status: 200 },
      { who: 'us' },
    ];
    const check = watchPublicUrl(
      'https://verifier.example',
      clock,
      async () => answers.shift() ?? { who: 'us' as const },
    );
    const codes = async () => [await check(), await check()].map((found) => found?.code);
    assert.deepEqual(await codes(), Array(2).fill('public_url_unreachable'));
    pass(seconds(60));
    assert.deepEqual(await codes(), Array(2).fill('public_url_unreachable'));
    pass(seconds(60));
    assert.deepEqual(await codes(), [undefined, undefined]);
    assert.deepEqual(answers, []);
  });
});
