// `npm run soak -- <what>`: the long variants of what CI runs short. Exits 1 when something is wrong;
// `--keep` writes what was seen beside the others' results.
import { listNames } from '../bench/list-names.ts';
import { keepResults, type Results } from '../bench/results.ts';
import { figuresOf } from './figures.ts';
import type { FuzzHttpOutcome } from '../test/fuzz/outcome.ts';

const HOUR = 3_600_000;

const results: Results = {
  folder: new URL('./results/', import.meta.url),
  title: 'Figures under load and fault',
  intro:
    'Written by `npm run soak -- NAME --keep`, and by nobody’s hand; what each is about says `npm run soak`. Times are milliseconds where nothing else is said, and of a machine that also runs the clients. `wrong` counts what was lost, given twice or answered otherwise than it is.',
};

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
/** Kept in what is printed, so that a fault can be found again. */
const seed = numberOf('seed', Date.now() % 1e6);

/** `--seconds=60`: less, or more, than the figure is meant for. */
const option = (name: string, fallback: number): number =>
  Number(options.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);

interface Soak {
  readonly summary: string;
  /** Tells its figures; false when something is wrong. */
  readonly run: (tell: (outcome: object) => void) => Promise<boolean>;
}

const soaks: Readonly<Record<string, Soak>> = {
  races: {
    summary: '100,000 attempts at each of the limits 1 and 3, from three processes (about 4 minutes)',
    run: async (tell) => {
      const { race } = await import('./races.ts');
      const outcomes = await race({ limits: [1, 3], attempts: 100_000, members: 200 });
      outcomes.forEach(tell);
      return outcomes.every(({ wrong }) => wrong.length === 0);
    },
  },
  'replica-races': {
    summary: 'the same on two replicas and a PostgreSQL of its own, then while one is killed every second',
    run: async (tell) => {
      const [{ race }, { startOwnPostgres }] = await Promise.all([import('./races.ts'), import('./own-postgres.ts')]);
      let isExact = true;
      for (const killing of [{}, { killEvery: 1_000 }]) {
        await using postgres = await startOwnPostgres();
        const environment = { DATABASE_URL: postgres.url };
        const attempts = numberOf('attempts', 100_000);
        const outcomes = await race({ limits: [1, 3], attempts, members: 200, replicas: 2, environment, ...killing });
        outcomes.forEach(tell);
        isExact &&= outcomes.every(({ wrong }) => wrong.length === 0);
      }
      return isExact;
    },
  },
  'database-kills': {
    summary: '40 times kill −9 of the PostgreSQL under two replicas that are called all the time (about 5 minutes)',
    run: async (tell) => {
      const { killDatabase } = await import('./database-kills.ts');
      const outcome = await killDatabase({ kills: numberOf('kills', 40), onRound: (kills) => console.log({ kills }) });
      tell(outcome);
      return outcome.wrong.length === 0 && outcome.back.slowest <= 5_000;
    },
  },
  replicas: {
    summary: 'five minutes behind a proxy while one replica of two is killed every 10 s (`--seconds=`; needs caddy)',
    run: async (tell) => {
      const { killBehindProxy } = await import('./behind-proxy.ts');
      const outcome = await killBehindProxy({ seconds: option('seconds', 300), killEvery: 10 });
      tell(outcome);
      return outcome.wrong.length === 0 && outcome.repeatedShare < 0.01;
    },
  },
  kills: {
    summary: '1,000 times kill −9 in the middle of redemptions and presentations (about 30 minutes)',
    run: async (tell) => {
      const { killAgain } = await import('./kills.ts');
      const onRound = (kills: number, wrong: number) => kills % 50 === 0 && console.log({ kills, wrong });
      const outcome = await killAgain({ kills: 1_000, within: HOUR, random: Math.random, onRound });
      tell(outcome);
      return outcome.kills === 1_000 && outcome.wrong.length === 0;
    },
  },
  'power-cuts': {
    summary:
      '200 simulated power cuts: what was synced is kept, and all that was answered is there (`--cuts= --rounds=`)',
    run: async (tell) => {
      const [{ record }, { cutPower }] = await Promise.all([
        import('./power-cuts/record.ts'),
        import('./power-cuts/power-cuts.ts'),
      ]);
      const recording = await record({ rounds: numberOf('rounds', 40) });
      const onCut = (cuts: number, wrong: number) => cuts % 20 === 0 && console.log({ cuts, wrong });
      const cuts = numberOf('cuts', 200);
      const outcome = await cutPower(recording, { cuts, random: Math.random, startEvery: 10, onCut });
      tell(outcome);
      return outcome.cuts === cuts && outcome.wrong.length === 0;
    },
  },
  load: {
    summary:
      '200 members a second for 10 minutes with one process, and for two with two (`--rate= --seconds= --postgres`)',
    run: async (tell) => {
      const [{ load }, { startOwnPostgres }] = await Promise.all([import('./load.ts'), import('./own-postgres.ts')]);
      const [perSecond, seconds] = [option('rate', 200), option('seconds', 600)];
      let isWhole = true;
      for (const [replicas, lasts] of [
        [1, seconds],
        [2, seconds / 5],
      ] as const) {
        // One that syncs, as it does out there.
        await using postgres = options.includes('--postgres') ? await startOwnPostgres([]) : undefined;
        const environment = { ...(postgres && { DATABASE_URL: postgres.url }) };
        const outcome = await load({ perSecond, seconds: lasts, replicas, environment });
        tell(outcome);
        isWhole &&= outcome.begun === outcome.accepted;
      }
      return isWhole;
    },
  },
  scale: {
    summary: '1,000,000 live verifications of 100 sites: size, recheck, feed (`--verifications=`; about 10 minutes)',
    run: async (tell) => {
      const { scale } = await import('./scale.ts');
      tell(await scale({ sites: 100, verifications: option('verifications', 1_000_000) }));
      return true;
    },
  },
  'slow-host': {
    summary: 'a co-op’s web server stands still for 30 s: members of another come in as before (`--rate= --seconds=`)',
    run: async (tell) => {
      const { slowHost } = await import('./slow-host.ts');
      const outcome = await slowHost({ perSecond: option('rate', 50), seconds: option('seconds', 30) });
      tell(outcome);
      const { before, during, ofTheSlowOne } = outcome;
      const all = [before, during].every(({ begun, accepted }) => begun === accepted);
      return all && ofTheSlowOne['accepted'] === undefined;
    },
  },
  characters: {
    summary: 'every change of one character in an accepted SD-JWT VC, above 100,000 (about 2 minutes)',
    run: async (tell) => {
      const { changeCharacters } = await import('../../core/test/proofs/sd-jwt/changed-characters.ts');
      const { tried, accepted, broken } = await changeCharacters({ step: 1 });
      tell({ tried, accepted: accepted.length, broken: broken.length });
      return tried >= 100_000 && accepted.length === 0 && broken.length === 0;
    },
  },
  fuzz: {
    summary: '1,000,000 changed answers of every format and random JSON at a gate (`--seed=N --runs=N`)',
    run: async (tell) => {
      const { fuzz } = await import('../../core/test/fuzz/fuzz.ts');
      const all = numberOf('runs', 1_000_000);
      const batch = Math.min(50_000, all);
      let [runs, acceptedUnchanged, wrong] = [0, 0, 0];
      for (; runs < all && wrong === 0; runs += batch) {
        const outcome = await fuzz({ runs: batch, seed: seed + runs });
        for (const fault of outcome.faults) console.log(fault);
        wrong += outcome.faults.length;
        acceptedUnchanged += outcome.acceptedUnchanged;
        console.log({ seed, runs: runs + batch, acceptedUnchanged, wrong });
      }
      tell({ seed, runs, acceptedUnchanged, wrong });
      return runs >= all && wrong === 0;
    },
  },
  'fuzz-http': {
    summary: '100,000 changed answers, documents and calls, posted to a running service (`--seed=N --runs=N`)',
    run: async (tell) => {
      const { fuzzHttpOnThreads } = await import('./fuzz-http.ts');
      const all = numberOf('runs', 100_000);
      const onBatch = ({ runs, acceptedUnchanged, faults }: FuzzHttpOutcome) =>
        console.log({ seed, runs, acceptedUnchanged, wrong: faults.length });
      const { runs, answers, faults } = await fuzzHttpOnThreads({ runs: all, seed, onBatch });
      for (const fault of faults) console.log(fault);
      tell({ seed, runs, answers, wrong: faults.length });
      return runs >= all && faults.length === 0;
    },
  },
};

/** `--NAME=N`, a whole number. */
function numberOf(name: string, otherwise: number): number {
  const option = options.find((one) => one.startsWith(`--${name}=`));
  if (option === undefined) return otherwise;
  const given = Number(option.slice(name.length + 3));
  if (!Number.isSafeInteger(given) || given < 0) throw new TypeError(`${option} is no whole number`);
  return given;
}

const names = process.argv.slice(2).filter((argument) => !options.includes(argument));
const unknown = names.filter((name) => !Object.hasOwn(soaks, name));
if (names.length === 0 || unknown.length > 0) {
  const complaint = unknown.map((name) => `There is no soak “${name}”.`);
  console.log([...complaint, 'npm run soak -- [--keep] NAME…', ...listNames(soaks)].join('\n'));
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  for (const name of names) {
    const [started, told]: [number, object[]] = [performance.now(), []];
    const tell = (outcome: object) => {
      console.log(JSON.stringify(outcome, undefined, 2));
      told.push(outcome);
    };
    if (!(await soaks[name]!.run(tell))) process.exitCode = 1;
    const seconds = Math.round((performance.now() - started) / 1_000);
    if (options.includes('--keep')) keepResults(results, { name, seconds, rows: figuresOf(told) });
  }
}
