import type { Log } from '../log.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import type { Leases } from '../replicas/leases.ts';
import type { Rechecks } from './rechecks.ts';

/** Between two looks for what is due: often enough that the time set is kept, and never more often than it matters. */
const tickOf = (recheckEvery: number): number => Math.min(Math.max(recheckEvery / 10, 250), 60_000);

/** Looks for what is due from now on; what goes wrong is tried again at the next time. */
export function startRechecks({
  rechecks,
  leases,
  log,
  jobs,
  recheckEvery,
}: {
  readonly rechecks: Pick<Rechecks, 'run'>;
  readonly leases: Leases;
  readonly log: Log;
  readonly jobs: ServiceMetrics['jobs'];
  readonly recheckEvery: number;
}): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const tick = () => {
    // One that still runs here is waited for; it has the lease.
    const work = (lost: AbortSignal) => rechecks.run(AbortSignal.any([stopping.signal, lost]));
    running = leases.run('recheck', work).then(
      (isOurs) => isOurs && jobs.add({ job: 'recheck', outcome: 'done' }),
      (error: unknown) => {
        jobs.add({ job: 'recheck', outcome: 'failed' });
        log.error({ event: 'recheck', error });
      },
    );
  };
  const timer = setInterval(tick, tickOf(recheckEvery)).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
