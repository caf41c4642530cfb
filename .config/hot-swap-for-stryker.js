// Where loading the tests runs a mutant's place too, as making a fixture does, Stryker 10 starts a new process for each
// mutant, though it activates none before its tests run: seconds for what takes milliseconds. Here it need not: what the
// core remembers is forgotten between mutants (`forget-for-stryker.js`), but for contexts, which jsonld itself remembers.
import { registerHooks } from 'node:module';

const [before, after] = [
  'const canHotSwap = !!testFilter && isStatic === false;',
  "const canHotSwap = !!testFilter && !mutant.fileName.endsWith('/context-store.ts');",
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
