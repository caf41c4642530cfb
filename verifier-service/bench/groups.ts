import type { Row } from './results.ts';

interface Group {
  readonly summary: string;
  /** What the words of its table mean. */
  readonly legend?: readonly string[];
  readonly run: (options: { readonly rounds: number }) => Promise<readonly Row[]>;
}

const ofVerifiers = [
  'EE: the cost in native Ed25519 verifications of this process, the one figure that travels between machines.',
  'unseen: each presentation is a new member’s; known: one credential, each time in a new presentation.',
  'the native floor: parsing, hashes and two signatures, no check; stock: the library of a format’s makers, as documented.',
];

/** Each is loaded when it is run: none takes memory of the processes that another one measures. */
export const groups: Readonly<Record<string, Group>> = {
  library: {
    summary: 'one presentation in the core, VCDM 1.1 and 2.0, unseen and known, beside others and the native floor',
    legend: ofVerifiers,
    run: async ({ rounds }) => {
      const { mainFormats } = await import('../../core/bench/formats.ts');
      const { measureLibrary } = await import('../../core/bench/library.ts');
      const all = [];
      for (const format of mainFormats) all.push(...(await measureLibrary(format, rounds)));
      return all;
    },
  },
  formats: {
    summary: 'the same of every other format',
    legend: ofVerifiers,
    run: async ({ rounds }) => {
      const { benchFormats } = await import('../../core/bench/formats.ts');
      const { measureLibrary } = await import('../../core/bench/library.ts');
      const all = [];
      for (const format of benchFormats.filter(({ isMain }) => !isMain)) {
        all.push(...(await measureLibrary(format, rounds)));
      }
      return all;
    },
  },
  worst: {
    summary: 'the dearest answers that are within the limits',
    run: async ({ rounds }) => (await import('../../core/bench/worst.ts')).measureWorst(2 * rounds),
  },
  http: {
    summary: 'whole requests behind the same Express, VCDM 1.1 and 2.0, unseen and known, one thread and two',
    run: async ({ rounds }) => {
      const { mainFormats } = await import('../../core/bench/formats.ts');
      return (await import('./http.ts')).measureHttp(mainFormats, { rounds, runsPerRound: 400 });
    },
  },
  'http-formats': {
    summary: 'the same of every other format',
    run: async ({ rounds }) => {
      const { benchFormats } = await import('../../core/bench/formats.ts');
      const others = benchFormats.filter(({ isMain }) => !isMain);
      return (await import('./http.ts')).measureHttp(others, { rounds: Math.ceil(rounds / 2), runsPerRound: 24 });
    },
  },
  service: {
    summary: 'coop-verifier itself: from start to ready, whole visits, memory',
    run: async ({ rounds }) => (await import('./service.ts')).measureService(rounds),
  },
  recognition: {
    summary: 'a recognition list of 10,000 co-ops: verified and indexed, looked up, kept in memory',
    run: async () => (await import('../../core/bench/recognition.ts')).measureRecognition(),
  },
  hostile: {
    summary: 'how long others wait while the dearest answers are posted',
    run: async ({ rounds }) => (await import('./hostile.ts')).measureHostile(rounds),
  },
};
