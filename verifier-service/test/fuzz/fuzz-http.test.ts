import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { fuzzHttp } from './fuzz-http.ts';
import type { Weaken } from './world.ts';

describe('A running service, given changed answers, documents and calls', function () {
  this.timeout(600_000);

  it('never breaks, and accepts nothing that was not signed', async () => {
    const { runs, acceptedUnchanged, answers, faults } = await fuzzHttp({ runs: 500, seed: 20_260_602 });
    assert.deepEqual(faults, []);
    assert.equal(runs, 500);
    assert.ok(
      acceptedUnchanged > 5,
      'hardly a change that states the same was accepted: little reached the signatures',
    );
    assert.ok((answers['422'] ?? 0) > 100 && (answers['429'] ?? 0) < 100, JSON.stringify(answers));
  });

  it('would be seen to break, and to accept what was not signed', async () => {
    const weaken: Weaken = ({ verifyPresentation }) => {
      let last: Awaited<ReturnType<typeof verifyPresentation>> | undefined;
      return {
        verifyPresentation: async (input, expected) => {
          const result = await verifyPresentation(input, expected);
          if (result.outcome === 'accepted') last = result;
          if (result.problem?.code === 'signature_invalid') return last ?? result;
          if (result.problem?.code === 'nonce_mismatch') throw new Error('unforeseen');
          return result;
        },
      };
    };
    const { faults } = await fuzzHttp({ runs: 300, seed: 3, weaken });
    assert.ok(faults.some((fault) => fault.endsWith('accepted with what nobody signed')));
    assert.ok(faults.some((fault) => fault.endsWith('500 internal_error')));
  });
});
