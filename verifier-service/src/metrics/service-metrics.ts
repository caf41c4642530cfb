import { problemTable, type CheckName, type CheckOutcome } from '@coop-credentials/core';
import { createRegistry, type Counter, type Histogram } from './registry.ts';

export type ServiceMetrics = ReturnType<typeof createServiceMetrics>;

export type VerificationKind = 'presentation' | 'document' | 'status';

/**
 * What this process counts as it happens. Each label is a word of a small, fixed set: no id, no name of a site, a
 * policy or an issuer, no address, and nothing that anybody sent.
 */
export function createServiceMetrics() {
  const registry = createRegistry();
  const requests: Counter<'method' | 'route' | 'status'> = registry.counter(
    'coop_verifier_http_requests_total',
    'Answered requests, by route as openapi.yaml has it.',
  );
  const requestSeconds: Histogram<'method' | 'route'> = registry.histogram(
    'coop_verifier_http_request_duration_seconds',
    'From a request’s head to the end of its answer; streams of states apart.',
  );
  const problems: Counter<'code'> = registry.counter(
    'coop_verifier_problems_total',
    'Problems that requests were answered with, by code.',
    faults.map((code) => ({ code })),
  );
  const verificationSeconds: Histogram<'kind' | 'outcome' | 'check'> = registry.histogram(
    'coop_verifier_verification_duration_seconds',
    'Waiting and fetching included, by outcome and by the check that decided it (none where all passed).',
  );
  const checks: Counter<'check' | 'outcome'> = registry.counter(
    'coop_verifier_checks_total',
    'What each check of presentations found.',
    every(Object.keys(checkNames), Object.keys(outcomes)).map(([check, outcome]) => ({ check, outcome })),
  );
  const queueSeconds: Histogram = registry.histogram(
    'coop_verifier_verification_queue_seconds',
    'How long a verification waited for a thread.',
    { from: [{}] },
  );
  const threadsLost: Counter<'reason'> = registry.counter(
    'coop_verifier_threads_lost_total',
    'Verification threads that were ended or broke, and were replaced.',
    [{ reason: 'ended' }, { reason: 'would_not_start' }],
  );
  const jobs: Counter<'job' | 'outcome'> = registry.counter(
    'coop_verifier_background_runs_total',
    'Runs of background work, done or failed.',
    every(['recheck', 'sweep'], ['done', 'failed']).map(([job, outcome]) => ({ job, outcome })),
  );
  return { registry, requests, requestSeconds, problems, verificationSeconds, checks, queueSeconds, threadsLost, jobs };
}

/** What somebody here or elsewhere has to mend: what alerts look at. Others are a caller's own and appear as they come. */
const faults = Object.entries(problemTable).flatMap(([code, { status }]) => (status >= 500 ? code : []));

const outcomes: Readonly<Record<CheckOutcome['outcome'], true>> = {
  passed: true,
  failed: true,
  inconclusive: true,
  'not-applicable': true,
};

const checkNames: Readonly<Record<CheckName, true>> = {
  proof: true,
  'holder-binding': true,
  'nonce-and-audience': true,
  'proof-freshness': true,
  'validity-period': true,
  status: true,
  'issuer-recognition': true,
  'membership-authority': true,
  schema: true,
  disclosure: true,
  policy: true,
};

const every = (some: readonly string[], others: readonly string[]) =>
  some.flatMap((one) => others.map((other) => [one, other] as const));
