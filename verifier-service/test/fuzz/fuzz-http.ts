import fc from 'fast-check';
import { changes } from '../../../core/test/fuzz/changes.ts';
import { anyFixture } from '../../../core/test/fuzz/fixtures.ts';
import { brokenBy, type Attempted, type FuzzHttpOutcome } from './outcome.ts';
import { attackSite, siteCalls } from './site-target.ts';
import { attackVcApi } from './vc-api-target.ts';
import { attackWallet, walletTargets } from './wallet-targets.ts';
import { startFuzzWorld, type Weaken } from './world.ts';

export interface FuzzHttpOptions {
  readonly runs: number;
  readonly seed: number;
  readonly weaken?: Weaken;
}

/** A running service, its threads and fixtures warm, to be posted to again and again. */
export interface FuzzHttp extends AsyncDisposable {
  readonly fuzz: (options: Pick<FuzzHttpOptions, 'runs' | 'seed'>) => Promise<FuzzHttpOutcome>;
}

/**
 * Posts changed answers, credentials, presentations and calls to a running service: both wallet endpoints, the VC-API,
 * and every route of the Site API.
 *
 * A fault is a 5xx but for a 503 that names its reason, a call that is not answered, and anything that is accepted with
 * another than what its issuer and holder signed.
 */
export async function fuzzHttp({ runs, seed, weaken }: FuzzHttpOptions): Promise<FuzzHttpOutcome> {
  await using started = await startFuzzHttp(weaken);
  return await started.fuzz({ runs, seed });
}

/** The same for several times. What calls of the Site API delete is there again each time. */
export async function startFuzzHttp(weaken?: Weaken): Promise<FuzzHttp> {
  const world = await startFuzzWorld(weaken);
  const onFixtures = fc.tuple(anyFixture(world.fixtures), changes);
  const onDocuments = fc.tuple(
    anyFixture(world.fixtures.filter(({ presentation }) => typeof presentation !== 'string')),
    changes,
  );
  const openid4vp = attackWallet(world, walletTargets.openid4vp);
  const vcalm = attackWallet(world, walletTargets.vcalm);
  const credentials = attackVcApi(world, 'credential');
  const presentations = attackVcApi(world, 'presentation');

  return {
    fuzz: async ({ runs, seed }) => {
      const outcome = outcomeOf(runs, seed);
      /** A fifth of all runs each, with the same seed. All are made up before the first is sent: it takes seconds. */
      const sample = <T>(given: fc.Arbitrary<T>) => fc.sample(given, { numRuns: Math.ceil(runs / 5), seed });
      const [onAny, onJson, calls] = [sample(onFixtures), sample(onDocuments), sample(fc.tuple(siteCalls, changes))];
      const site = await attackSite(world);
      const target = async <T>(name: string, all: readonly T[], attack: (given: T) => Promise<Attempted>) => {
        for (const [index, given] of all.entries()) {
          outcome.note(name, index + 1, await attack(given).catch((error: unknown) => error as Error));
        }
      };
      await Promise.all([
        target('openid4vp', onAny, (given) => openid4vp(...given)),
        target('vcalm', onJson, (given) => vcalm(...given)),
        target('credentials/verify', onAny, (given) => credentials(...given)),
        target('presentations/verify', onAny, (given) => presentations(...given)),
        target('site api', calls, (given) => site(...given)),
      ]);
      return outcome.told();
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

function outcomeOf(runs: number, seed: number) {
  const faults: string[] = [];
  const answers: Record<string, number> = {};
  let [made, acceptedUnchanged] = [0, 0];
  return {
    note: (name: string, run: number, attempted: Attempted | Error) => {
      made += 1;
      const fault = (what: string) => faults.push(`seed ${seed}, runs ${runs}, ${name} ${run}: ${what}`);
      if (attempted instanceof Error) {
        fault(`not answered: ${attempted.stack}`);
        return;
      }
      const { answer, accepted, fault: found } = attempted;
      const broken = brokenBy(answer);
      if (broken) fault(broken);
      if (found) fault(found);
      if (accepted && !found) acceptedUnchanged += 1;
      const key = answer.status === 503 ? `503 ${answer.body.code}` : String(answer.status);
      answers[key] = (answers[key] ?? 0) + 1;
    },
    told: (): FuzzHttpOutcome => ({ runs: made, acceptedUnchanged, answers, faults }),
  };
}
