import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/index.ts';
import { requireFewBbsProofs } from '../../src/parse/require-few-bbs-proofs.ts';

const bbs = { type: 'DataIntegrityProof', cryptosuite: 'bbs-2023' };
const other = { ...bbs, cryptosuite: 'eddsa-rdfc-2022' };

describe('requireFewBbsProofs', () => {
  it('lets one through, beside any number of others', () => {
    requireFewBbsProofs([]);
    requireFewBbsProofs([{ proof: bbs }]);
    requireFewBbsProofs([{ proof: [bbs, other] }, { proof: other }, { proof: [other, 'bbs-2023', null] }, {}]);
  });

  it('refuses a second one, of the same credential or of another, and says how many may be', () => {
    for (const credentials of [[{ proof: [bbs, bbs] }], [{ proof: bbs }, { proof: [other, bbs] }]]) {
      assert.throws(
        () => requireFewBbsProofs(credentials),
        ({ code, problem }: VerificationError) => code === 'too_many_proofs' && problem.params?.['max'] === 1,
      );
    }
  });
});
