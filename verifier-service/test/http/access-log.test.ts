import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';

describe('the line of a request in the log', () => {
  it('is one for who looks closer where a proxy asks whether all is well, and it is', async () => {
    let load = { alive: 1, busy: 0, queued: 0 };
    await using service = await startTestService({ verifier: { load: () => load } });
    await send(`${service.url}/healthz`);
    await send(`${service.url}/readyz`);
    load = { alive: 0, busy: 0, queued: 0 };
    service.pass(1_000);
    await send(`${service.url}/readyz`);
    await send(`${service.url}/v1/site`);
    const lines = () =>
      service
        .logged()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { level: string; path?: string; status?: number })
        .flatMap(({ level, path, status }) => (path === undefined ? [] : `${level} ${path} ${status}`));
    while (lines().length < 4) await sleep(5);
    assert.deepEqual(lines(), ['debug /healthz 200', 'debug /readyz 200', 'info /readyz 503', 'info /v1/site 401']);
  });
});
