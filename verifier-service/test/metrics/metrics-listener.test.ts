import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { listenForMetrics } from '../../src/metrics/metrics-listener.ts';
import { measureProcess } from '../../src/metrics/process-metrics.ts';
import { createRegistry } from '../../src/metrics/registry.ts';

describe('the address for Prometheus', () => {
  it('tells memory, processor time and the delay of the event loop, and answers nothing else', async () => {
    const registry = createRegistry();
    const { stop } = measureProcess(registry);
    const listener = await listenForMetrics({ host: '127.0.0.1', port: 0 }, registry);
    try {
      const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${listener.port}${path}`, { method });
      const answer = await ask('/metrics');
      assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
      const text = await answer.text();
      assert.match(text, /^process_resident_memory_bytes \d{7,}$/m);
      assert.match(text, /^process_cpu_seconds_total [\d.]+$/m);
      assert.match(text, /^nodejs_eventloop_lag_seconds\{quantile="0.99"\} [\d.e-]+$/m);
      assert.match(text, /^coop_verifier_build_info\{version="[^"]+",node="v24[^"]+"\} 1$/m);
      assert.equal((await ask('/metrics', 'HEAD')).status, 200);
      assert.deepEqual([(await ask('/')).status, (await ask('/readyz')).status], [404, 404]);
      assert.equal((await ask('/metrics', 'POST')).headers.get('allow'), 'GET, HEAD');
    } finally {
      stop();
      await listener.close();
    }
  });
});
