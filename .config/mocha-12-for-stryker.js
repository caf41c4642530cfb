// @stryker-mutator/mocha-runner 10.0.0 asks for files of Mocha's without their ending, which Mocha 12 changed to `.cjs`.
// Goes when stryker-mutator/stryker-js#6205 is released.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(
      /\/mocha\/lib\/cli\/(run-helpers|options|collect-files)$/.test(specifier) ? `${specifier}.cjs` : specifier,
      context,
    ),
});
