import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';

describe('a proxy that is not trusted', () => {
  const told = async (environment: Record<string, string>, headers: Record<string, string>) => {
    await using service = await startTestService({ environment });
    await send(`${service.url}/healthz`, { headers });
    await send(`${service.url}/healthz`, { headers });
    return service.logged().split('"event":"proxy_not_trusted"').length - 1;
  };
  const forwarded = { 'X-Forwarded-For': '192.0.2.7' };

  it('is said once, and of none that is trusted or forwards nothing', async () => {
    assert.equal(await told({}, forwarded), 1);
    assert.equal(await told({ TRUSTED_PROXIES: 'loopback' }, forwarded), 0);
    assert.equal(await told({}, {}), 0);
  });
});
