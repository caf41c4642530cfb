// `npm run soak -- <what>`: the long variants of what CI runs short (DESIGN §11). Exits 1 when something is wrong.
const HOUR = 3_600_000;

const soaks: Readonly<Record<string, () => Promise<boolean>>> = {
  races: async () => {
    const { race } = await import('./races.ts');
    const outcomes = await race({ limits: [1, 3], attempts: 100_000, members: 200 });
    console.log(outcomes);
    return outcomes.every(({ wrong }) => wrong.length === 0);
  },
  kills: async () => {
    const { killAgain } = await import('./kills.ts');
    const outcome = await killAgain({ kills: 1_000, within: HOUR, random: Math.random });
    console.log(outcome);
    return outcome.kills === 1_000 && outcome.lost.length === 0 && outcome.wrong.length === 0;
  },
};

const names = process.argv.slice(2);
if (names.length === 0 || names.some((name) => !Object.hasOwn(soaks, name))) {
  console.error(`npm run soak -- ${Object.keys(soaks).join(' | ')}`);
  process.exitCode = 2;
} else {
  for (const name of names) if (!(await soaks[name]!())) process.exitCode = 1;
}
