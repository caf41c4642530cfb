import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier } from '@coop-credentials/core';
import { ports } from '../../../core/test/factories/index.ts';
import { createLog } from '../../src/log.ts';
import { createServiceMetrics } from '../../src/metrics/service-metrics.ts';
import { createListBoard } from '../../src/recognition/list-board.ts';
import { createService } from '../../src/service.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { answer } from '../bed/wallet.ts';

describe('a start after a process died', () => {
  it('takes an answer at once that the dead process was verifying', async () => {
    await using service = await startTestService();
    const { stores, config, clock } = service;
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();
    const now = clock().getTime();
    assert.ok(await stores.answers.lease({ id: 'ls_dead', requestId: id }, now + hours(1), 10, now));
    const again = () => answer(links.crossDevice.app, { created: clock() });
    assert.equal((await again()).body.code, 'answer_in_progress');

    const { fetchJson } = ports();
    const log = createLog('silent');
    const started = await createService({
      config,
      log,
      clock,
      fetchJson,
      fetchList: () => Promise.reject(new Error('nobody is asked')),
      board: createListBoard(),
      metrics: createServiceMetrics(),
      verifier: createVerifier(ports({ clock })),
    });
    await started.close();

    assert.equal((await again()).status, 200);
  });
});
