import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RecognitionVector } from '../../scripts/generate/recognition-vectors.ts';
import { VerificationError } from '../../src/problem.ts';
import { type ListState, updateList } from '../../src/recognition/update-list.ts';
import { sourceOf } from '../factories/recognition.ts';

const folder = resolve(import.meta.dirname, '../vectors/recognition');
const vectors = readdirSync(folder).map((file) => {
  const vector = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as RecognitionVector;
  return { file, ...vector };
});

describe('vectors of recognition lists', () => {
  it('are there, accepted and refused ones', () => {
    const expected = vectors.map(({ looks }) => looks.at(-1)?.expect === 'accepted');
    assert.ok(expected.filter(Boolean).length >= 6 && expected.filter((accepted) => !accepted).length >= 20);
  });

  for (const { file, title, anchor, looks } of vectors) {
    it(`${file}: ${title}`, async () => {
      let known: ListState | undefined;
      for (const { now, files, expect } of looks) {
        const looked = updateList(sourceOf(files), { anchor, known, now: new Date(now) });
        const found = await looked.catch((error: unknown) => {
          assert.ok(error instanceof VerificationError, String(error));
          return error;
        });
        assert.equal(found instanceof VerificationError ? found.code : 'accepted', expect);
        if (!(found instanceof VerificationError)) known = found.state;
      }
    });
  }
});
