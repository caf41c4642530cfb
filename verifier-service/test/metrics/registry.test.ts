import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createRegistry } from '../../src/metrics/registry.ts';

describe('the text that Prometheus reads', () => {
  it('has a help and a type for each metric, and a line for each set of labels', async () => {
    const registry = createRegistry();
    const calls = registry.counter<'route'>('calls_total', 'Calls.');
    calls.add({ route: '/a' });
    calls.add({ route: '/a' }, 2);
    calls.add({ route: 'a "b"\\\n' });
    registry.gauge('now', 'Now.', () => [[{}, 7]]);
    assert.equal(
      await registry.render(),
      [
        '# HELP calls_total Calls.',
        '# TYPE calls_total counter',
        'calls_total{route="/a"} 3',
        'calls_total{route="a \\"b\\"\\\\\\n"} 1',
        '# HELP now Now.',
        '# TYPE now gauge',
        'now 7',
        '',
      ].join('\n'),
    );
  });

  it('counts in each bucket of a histogram all that was not more', async () => {
    const registry = createRegistry();
    const took = registry.histogram<'kind'>('took_seconds', 'Took.', { bounds: [0.1, 1] });
    for (const seconds of [0.1, 0.5, 9]) took.observe({ kind: 'a' }, seconds);
    assert.deepEqual((await registry.render()).split('\n').slice(2, -1), [
      'took_seconds_bucket{kind="a",le="0.1"} 1',
      'took_seconds_bucket{kind="a",le="1"} 2',
      'took_seconds_bucket{kind="a",le="+Inf"} 3',
      'took_seconds_sum{kind="a"} 9.6',
      'took_seconds_count{kind="a"} 3',
    ]);
  });

  it('tells the others where one cannot be had', async () => {
    const registry = createRegistry();
    registry.gauge('gone', 'Gone.', () => Promise.reject(new Error('the database is away')));
    registry.gauge('broken', 'Broken.', () => {
      throw new Error('no /proc');
    });
    registry.gauge('there', 'There.', () => [[{}, 1]]);
    const text = await registry.render();
    assert.match(text, /^there 1$/m);
    assert.doesNotMatch(text, /^(gone|broken) /m);
  });
});
