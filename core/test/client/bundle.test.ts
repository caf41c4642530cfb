import assert from 'node:assert/strict';
import vm from 'node:vm';
import english from '../../messages/en.json' with { type: 'json' };
import { bundleClient } from '../../scripts/client-bundle.ts';

describe('the built element', () => {
  let bundle: Awaited<ReturnType<typeof bundleClient>>;
  before(async () => {
    bundle = await bundleClient();
  });

  it('stays within 20 kB gzipped', () => {
    assert.ok(bundle.gzipped <= 20_000, `${bundle.gzipped} bytes`);
  });

  it('parses as a classic script, so that it may be loaded as one or as a module', () => {
    assert.doesNotThrow(() => new vm.Script(bundle.text));
    assert.doesNotMatch(bundle.text, /\b(eval|new Function)\(/);
  });

  it('holds a member’s sentences and none of an operator’s', () => {
    assert.ok(bundle.text.includes(english.problems.credential_revoked.what));
    assert.ok(!bundle.text.includes(english.problems.key_missing.next));
  });

  it('is the same every time it is built', async () => {
    assert.equal((await bundleClient()).text, bundle.text);
  });
});
