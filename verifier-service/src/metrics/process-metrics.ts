import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { version } from '../version.ts';
import type { Registry } from './registry.ts';

/** Of the process itself, under the names that Prometheus clients give them. */
export function measureProcess(registry: Registry): { readonly stop: () => void } {
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  const one = (value: number) => [[{}, value]] as const;

  registry.gauge('coop_verifier_build_info', 'This build, and the Node.js under it.', () => [
    [{ version, node: process.version }, 1],
  ]);
  registry.gauge('process_start_time_seconds', 'When the process started, in Unix time.', () =>
    one(Math.round(Date.now() / 1_000 - process.uptime())),
  );
  registry.gauge('process_resident_memory_bytes', 'Memory of the process and all its threads.', () =>
    one(process.memoryUsage.rss()),
  );
  registry.gauge(
    'process_cpu_seconds_total',
    'Processor time of all threads.',
    () => one((process.cpuUsage().user + process.cpuUsage().system) / 1e6),
    'counter',
  );
  registry.gauge('process_open_fds', 'Open files and sockets; none where the system does not tell.', () =>
    one(readdirSync('/proc/self/fd').length),
  );
  registry.gauge('nodejs_eventloop_lag_seconds', 'Delay of the main thread since the last scrape.', () => {
    const told = [
      [{ quantile: '0.5' }, loop.percentile(50) / 1e9],
      [{ quantile: '0.99' }, loop.percentile(99) / 1e9],
      [{ quantile: '1' }, loop.max / 1e9],
    ] as const;
    loop.reset();
    return told;
  });
  return { stop: () => loop.disable() };
}
