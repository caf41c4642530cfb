// A test runner tries mutant after mutant in one process. What the core remembered under one of them, or under none, would
// answer for the next one too: here it remembers nothing of another mutant's. Nor of another test's while it is seen which
// tests run which places: a test that is answered from memory would seem to run none.
import { registerHooks } from 'node:module';

const now = () => {
  const { activeMutant, currentTestId } = globalThis.__stryker__ ?? {};
  return activeMutant ?? currentTestId;
};

/** Mutants of the short way to canonical forms; what that works out of contexts is the same under any other. */
const ofCanonical = new Set();
const nowForCanonical = () => {
  const mutant = globalThis.__stryker__?.activeMutant;
  return mutant === undefined || ofCanonical.has(mutant) ? now() : undefined;
};

globalThis.coopForgetting = {
  /** A memo whose keys say of when they are. */
  memo: (Memo) =>
    class extends Memo {
      get = (key) => super.get(marked(key));
      set = (key, value) => super.set(marked(key), value);
    },
  WeakMap: class extends WeakMap {
    get = (key) => {
      const found = super.get(key);
      return found?.when === now() ? found?.value : undefined;
    };
    set = (key, value) => super.set(key, { when: now(), value });
  },
  Variable: class {
    #when;
    #value;
    get value() {
      return this.#when === nowForCanonical() ? this.#value : undefined;
    }
    set value(value) {
      [this.#when, this.#value] = [nowForCanonical(), value];
    }
  },
};

function marked(key) {
  const mark = `${now()}: `;
  return key.startsWith(mark) ? key : mark + key;
}

/** What becomes of the source of a file. */
const changes = {
  'bounded-memo.ts': (source) =>
    `${replaced(source, 'export class BoundedMemo', 'class Memo')}
export const BoundedMemo = coopForgetting.memo(Memo);`,
  'proofs/data-integrity/canonical-hash.ts': (source) =>
    replaced(source, 'new WeakMap<', 'new coopForgetting.WeakMap<'),
  'canonical/canonize.ts': (source) =>
    ['converter', 'isDecided'].reduce(
      (text, name) =>
        replaced(
          text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}.value`),
          new RegExp(`^let ${name}\\.value(?:: [\\w |]+)?`, 'm'),
          `const ${name} = new coopForgetting.Variable(); ${name}.value`,
        ),
      source,
    ),
};

function replaced(source, before, after) {
  const changed = source.replace(before, after);
  if (changed === source) throw new Error(`${before} is no part of the core any more`);
  return changed;
}

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    const [, path] = /\/core\/src\/(.*)$/.exec(url) ?? [];
    if (path === undefined) return loaded;
    const source = String(loaded.source);
    if (path.startsWith('canonical/'))
      for (const [, id] of source.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)) ofCanonical.add(id);
    return path in changes ? { ...loaded, source: changes[path](source) } : loaded;
  },
});
