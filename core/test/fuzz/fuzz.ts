import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { createVerifier, problemTable, readVpToken, VerificationError, type Problem } from '../../src/index.ts';
import { ports, publishedLists } from '../factories/index.ts';
import { changes, stated } from './changes.ts';
import { anyFixture, fuzzFixtures, fuzzLists, type FuzzFixture } from './fixtures.ts';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
}

export interface FuzzOutcome {
  readonly runs: number;
  /** How many of the changed answers stated the very same, and were accepted for it. */
  readonly acceptedUnchanged: number;
  /** What must not be: each with the seed and number that give it again. */
  readonly faults: readonly string[];
}

/** What was made of a fixture, as text: what a wallet would post. */
type Attempt = { readonly fixture: FuzzFixture; readonly text: string };

/**
 * Has a gate judge changed answers of every format, and random JSON.
 *
 * A fault is anything thrown that is no finding, a problem that is our own fault (status 500), or an answer that is
 * accepted with anything else than its issuer and holder signed.
 */
export async function fuzz({ runs, seed }: FuzzOptions): Promise<FuzzOutcome> {
  const fixtures = await fuzzFixtures();
  const lists = publishedLists(await fuzzLists());
  const verifier = createVerifier(ports({ fetchStatusList: lists }));
  const judge = ({ fixture, text }: Attempt) => verifier.verifyPresentation(readVpToken(text), fixture.expected);
  const accepted = new Map<FuzzFixture, unknown>();
  for (const fixture of fixtures) {
    const result = await judge({ fixture, text: JSON.stringify([fixture.presentation]) });
    if (result.outcome !== 'accepted') throw new Error(`${fixture.name} is ${result.problem?.code}`);
    accepted.set(fixture, stated(result.credentials));
  }

  const faults: string[] = [];
  let acceptedUnchanged = 0;
  let run = 0;
  for (const attempt of fc.sample(attempts(fixtures), { numRuns: runs, seed })) {
    run += 1;
    const fault = (what: string) => faults.push(`seed ${seed}, run ${run}, ${attempt.fixture.name}: ${what}`);
    try {
      const { outcome, credentials, problem } = await judge(attempt);
      if (isOurFault(problem)) fault(`${problem?.code}`);
      if (outcome !== 'accepted') continue;
      acceptedUnchanged += 1;
      if (!isDeepStrictEqual(stated(credentials), accepted.get(attempt.fixture))) fault('accepted with other claims');
      if (typeof attempt.fixture.presentation === 'string' && !attempt.text.includes(attempt.fixture.presentation)) {
        fault('accepted as another token');
      }
    } catch (error) {
      if (!(error instanceof VerificationError)) fault(`threw ${String(error)}`);
      else if (isOurFault(error.problem)) fault(error.code);
    }
  }
  return { runs: run, acceptedUnchanged, faults };
}

/** What is inconclusive is answered with 503, because it may be known later; 500 says that we broke. */
const isOurFault = (problem: Problem | undefined): boolean =>
  problem !== undefined && problemTable[problem.code].status === 500;

const attempts = (fixtures: readonly FuzzFixture[]): fc.Arbitrary<Attempt> =>
  fc
    .tuple(anyFixture(fixtures), changes)
    .map(([fixture, change]) => ({ fixture, text: change(fixture.presentation, (shown) => shown) }));
