// Where loading the tests runs a mutant's place too, as making a fixture does, Stryker 10 starts a new process for each
// mutant, though it activates none before its tests run: seconds for what takes milliseconds. Here it need not, but for
// code that remembers what it found, which a mutant before could have made wrong.
import { registerHooks } from 'node:module';

const remembers = String(
  /\/(canonical\/.*|bounded-memo|canonical-hash|context-store|decode-base58|did-key|key-object|public-key)\.ts$/,
);
const [before, after] = [
  'const canHotSwap = !!testFilter && isStatic === false;',
  `const canHotSwap = !!testFilter && (isStatic === false || !${remembers}.test(mutant.fileName));`,
];

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.endsWith('/mutants/mutant-test-planner.js')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(before)) throw new Error('Stryker plans otherwise than it did');
    return { ...loaded, source: source.replace(before, after) };
  },
});
