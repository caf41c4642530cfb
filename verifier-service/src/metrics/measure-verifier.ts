import { VerificationError, type CheckOutcome, type CheckResult, type Verifier } from '@coop-credentials/core';
import type { ServiceMetrics, VerificationKind } from './service-metrics.ts';

type Measured = Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'>;

/** The same verifier, whose work is counted and timed. */
export function measureVerifier<V extends Measured>(
  verifier: V,
  { verificationSeconds, checks }: Pick<ServiceMetrics, 'verificationSeconds' | 'checks'>,
): V {
  return {
    ...verifier,
    verifyPresentation: (input, expected) =>
      timed('presentation', verifier.verifyPresentation(input, expected), (result) => {
        for (const { check, outcome } of result.checks) checks.add({ check, outcome });
        return { outcome: result.outcome, check: decisive(result.checks) };
      }),
    verifyDocument: (input, expected) =>
      timed('document', verifier.verifyDocument(input, expected), ({ outcome, checks: found }) => ({
        outcome,
        check: decisive(found),
      })),
    checkStatuses: (issuer, entries, options) =>
      timed('status', verifier.checkStatuses(issuer, entries, options), (outcomes) => ({
        outcome: worst(outcomes),
        check: 'status',
      })),
  };

  async function timed<T>(
    kind: VerificationKind,
    work: Promise<T>,
    describe: (done: T) => { readonly outcome: string; readonly check: string },
  ): Promise<T> {
    const started = performance.now();
    const note = (outcome: string, check: string) =>
      verificationSeconds.observe({ kind, outcome, check }, (performance.now() - started) / 1_000);
    try {
      const done = await work;
      const { outcome, check } = describe(done);
      note(outcome, check);
      return done;
    } catch (error) {
      // What has no result: it was no answer to the request, or nobody had time for it.
      note(error instanceof VerificationError ? (error.code === 'service_busy' ? 'busy' : 'refused') : 'error', 'none');
      throw error;
    }
  }
}

/** The check that stood in the way: the first that failed, else the first that is undecided. */
function decisive(results: readonly CheckResult[]): string {
  const by = (wanted: CheckOutcome['outcome']) => results.find(({ outcome }) => outcome === wanted)?.check;
  return by('failed') ?? by('inconclusive') ?? 'none';
}

function worst(outcomes: readonly CheckOutcome[]): string {
  const found = new Set(outcomes.map(({ outcome }) => outcome));
  return (['failed', 'inconclusive', 'passed'] as const).find((outcome) => found.has(outcome)) ?? 'passed';
}
