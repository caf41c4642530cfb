import fc from 'fast-check';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { VerificationError, type VerificationResult } from '../src/index.ts';
import { formats, presentation } from './factories/index.ts';
import { judge } from './gate.ts';
import { anyMutation, changingMutation, mutate } from './mutate.ts';

const settings = { seed: 20_260_601, numRuns: 50 };

/** The result, or undefined where none can exist. Anything thrown that is not ours fails the test. */
async function resultOf(vp: unknown): Promise<VerificationResult | undefined> {
  try {
    return await judge(vp);
  } catch (error) {
    assert.ok(error instanceof VerificationError, String(error));
    return undefined;
  }
}

/** JSON-LD states the same by an item and by an array of it alone. */
function stated(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? stated(value[0]) : value.map(stated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, stated(item)]));
}

for (const format of formats) {
  const vp = await presentation({ format });
  const [credential] = vp.verifiableCredential as [object];

  describe(`A changed presentation, ${format}`, () => {
    it('is never accepted once what it states is changed', async () => {
      await fc.assert(
        fc.asyncProperty(changingMutation, async (mutation) => {
          const changed = mutate(vp, mutation);
          fc.pre(!isDeepStrictEqual(changed, vp));
          assert.notEqual((await resultOf(changed))?.outcome, 'accepted', JSON.stringify(changed));
        }),
        settings,
      );
    }).timeout(60_000);

    it('is never accepted with other claims, however its JSON is moved about', async () => {
      const accepted = await judge(vp);
      await fc.assert(
        fc.asyncProperty(anyMutation, anyMutation, async (first, second) => {
          const result = await resultOf(mutate(mutate(vp, first), second));
          if (result?.outcome === 'accepted')
            assert.deepEqual(stated(result.credentials), stated(accepted.credentials));
        }),
        settings,
      );
    }).timeout(60_000);

    it('is never accepted with other claims, though its holder signs over the changed credential', async () => {
      const accepted = await judge(vp);
      await fc.assert(
        fc.asyncProperty(anyMutation, async (mutation) => {
          const changed = mutate(credential, mutation);
          const signed = await presentation({ format, credentials: [changed] }).catch(() => undefined);
          const result = signed && (await resultOf(signed));
          if (result?.outcome === 'accepted')
            assert.deepEqual(stated(result.credentials), stated(accepted.credentials));
        }),
        settings,
      );
    }).timeout(60_000);
  });
}
