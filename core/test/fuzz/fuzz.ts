import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { createVerifier, problemTable, readVpToken, VerificationError, type Problem } from '../../src/index.ts';
import { ports, publishedLists } from '../factories/index.ts';
import { anyMutation, mutate } from '../mutate.ts';
import { changed, strangeChanges } from '../canonical/strange-changes.ts';
import { fuzzFixtures, fuzzLists, type FuzzFixture } from './fixtures.ts';

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
 * Has a gate judge changed answers of every format, and random JSON (DESIGN §11, bad input).
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

/** Eight in ten are changed answers, the rest random JSON, alone or in the place of a presentation. */
function attempts(fixtures: readonly FuzzFixture[]): fc.Arbitrary<Attempt> {
  const fixture = fc.oneof(...fixtures.map((one) => ({ weight: one.isDear ? 1 : 100, arbitrary: fc.constant(one) })));
  const text = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((value) => JSON.stringify(value));
  return fixture.chain((one) =>
    fc.record({
      fixture: fc.constant(one),
      text: fc.oneof(
        { weight: 4, arbitrary: text(oneChange(one)) },
        { weight: 4, arbitrary: text(strange(one)) },
        { weight: 1, arbitrary: text(fc.jsonValue({ maxDepth: 4 }).map((value) => [value])) },
        { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
      ),
    }),
  );
}

const oneChange = ({ presentation }: FuzzFixture): fc.Arbitrary<unknown> =>
  typeof presentation === 'string'
    ? changedText(presentation).map((text) => [text])
    : anyMutation.map((mutation) => mutate([presentation], mutation));

const strange = ({ presentation }: FuzzFixture): fc.Arbitrary<unknown> =>
  typeof presentation === 'string'
    ? fc.tuple(changedText(presentation), fc.nat(3)).map(([text, copies]) => Array<string>(copies).fill(text))
    : strangeChanges.map((changes) => changed([presentation], changes));

/** One character replaced, put in or taken out. */
const changedText = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length - 1), fc.constantFrom('', 'A', 'B', '-', '_', '=', '~', '.', ' ', '\u0000'), fc.nat(1))
    .map(([place, character, taken]) => text.slice(0, place) + character + text.slice(place + taken));

/** JSON-LD states the same by an item, by an array of it alone, and by saying it twice. */
function stated(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = [...new Map(value.map((item) => [JSON.stringify(item), stated(item)])).values()];
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, stated(item)]));
}
