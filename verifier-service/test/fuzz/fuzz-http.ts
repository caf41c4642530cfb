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

/**
 * Posts changed answers, credentials, presentations and calls to a running service: both wallet endpoints, the VC-API,
 * and every route of the Site API (DESIGN §11, bad input).
 *
 * A fault is a 5xx but for a 503 that names its reason, a call that is not answered, and anything that is accepted with
 * another than what its issuer and holder signed.
 */
export async function fuzzHttp({ runs, seed, weaken }: FuzzHttpOptions): Promise<FuzzHttpOutcome> {
  await using world = await startFuzzWorld(weaken);
  const vcalmFixtures = world.fixtures.filter(({ presentation }) => typeof presentation !== 'string');
  const target = <T>(name: string, arbitrary: fc.Arbitrary<T>, attack: (given: T) => Promise<Attempted>) => ({
    name,
    /** A fifth of all runs each, with the same seed. */
    run: async (note: (name: string, run: number, attempted: Attempted | Error) => void) => {
      let run = 0;
      for (const given of fc.sample(arbitrary, { numRuns: Math.ceil(runs / 5), seed })) {
        run += 1;
        note(name, run, await attack(given).catch((error: unknown) => error as Error));
      }
    },
  });

  const onFixtures = fc.tuple(anyFixture(world.fixtures), changes);
  const openid4vp = attackWallet(world, walletTargets.openid4vp);
  const vcalm = attackWallet(world, walletTargets.vcalm);
  const credentials = attackVcApi(world, 'credential');
  const presentations = attackVcApi(world, 'presentation');
  const site = await attackSite(world);
  const targets = [
    target('openid4vp', onFixtures, (given) => openid4vp(...given)),
    target('vcalm', fc.tuple(anyFixture(vcalmFixtures), changes), (given) => vcalm(...given)),
    target('credentials/verify', onFixtures, (given) => credentials(...given)),
    target('presentations/verify', onFixtures, (given) => presentations(...given)),
    target('site api', fc.tuple(siteCalls, changes), (given) => site(...given)),
  ];

  const faults: string[] = [];
  const answers: Record<string, number> = {};
  let [made, acceptedUnchanged] = [0, 0];
  const note = (name: string, run: number, attempted: Attempted | Error) => {
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
  };
  await Promise.all(targets.map(({ run }) => run(note)));
  return { runs: made, acceptedUnchanged, answers, faults };
}
