import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, it } from 'mocha';

describe('the profile in a browser', () => {
  it('bundles without any part of Node', async () => {
    const result = await build({
      entryPoints: [resolve(import.meta.dirname, '../../src/profile/index.ts')],
      ...{ bundle: true, write: false, platform: 'browser', format: 'esm', metafile: true, logLevel: 'silent' },
      conditions: ['@coop-credentials/source'],
    });
    const imported = Object.values(result.metafile.inputs).flatMap((input) => input.imports);
    assert.deepEqual(result.errors, []);
    assert.deepEqual(
      imported.filter(({ path, external }) => external && path !== '<runtime>'),
      [],
    );
  });
});
