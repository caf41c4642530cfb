import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { createKnownFiles } from '../../src/contexts/known-files.ts';

const url = 'https://harvest.example/terms';
const bytes = Buffer.from('terms');
const sha256 = '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734';

describe('the files that a credential may refer to', () => {
  it('are those handed in, with their digests', () => {
    const files = createKnownFiles(new Map([[url, bytes]]));
    assert.equal(files.bytes(url), bytes);
    for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
      assert.deepEqual(files.digest(url, algorithm), createHash(algorithm).update(bytes).digest());
    }
  });

  it('are known by the digest alone, where W3C has published one', () => {
    const files = createKnownFiles();
    assert.equal(files.digest(contextUrls.credentialsV2, 'sha256')?.toString('hex'), sha256);
    assert.equal(files.digest(contextUrls.credentialsV2, 'sha512'), undefined);
    assert.equal(files.bytes(contextUrls.credentialsV2), undefined);
  });

  it('are no others, whatever they are called', () => {
    for (const other of [url, '', 'constructor', '__proto__']) {
      assert.equal(createKnownFiles().digest(other, 'sha256'), undefined);
      assert.equal(createKnownFiles().bytes(other), undefined);
    }
  });
});
