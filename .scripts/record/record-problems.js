// Loaded into every Node of a recorded run (`recording.js`): whichever code a problem is made with is written to a file,
// once per process. The source of `core/src/problem.ts` is changed as it is loaded, so that nothing of this ships.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { codesFile, folderVariable } from './recording.js';

const folder = process.env[folderVariable];
const signature = /^export function problem\(code: ProblemCode,[^\n]*\{$/m;
const made = Symbol.for('coop-credentials.problem-made');

if (folder) {
  const seen = new Set();
  globalThis[made] = (code) => {
    if (seen.has(code)) return;
    seen.add(code);
    appendFileSync(join(folder, codesFile), `${code}\n`);
  };
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      if (!/\/core\/src\/problem\.ts$/.test(url)) return loaded;
      const source = String(loaded.source);
      if (!signature.test(source)) throw new Error('problem() is not where its recorder looks for it');
      const call = `globalThis[Symbol.for(${JSON.stringify(made.description)})]?.(code);`;
      return { ...loaded, source: source.replace(signature, (line) => `${line} ${call}`) };
    },
  });
}
