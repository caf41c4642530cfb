import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createVerifier } from '../../src/index.ts';
import {
  issuedCredential,
  ports,
  presentation,
  publishedLists,
  revocable,
  revocationUrl,
  statusIndex,
  statusList,
} from '../factories/index.ts';
import { expected, judge, wordFor } from '../gate.ts';
import { stockVerify } from './stock-verify.ts';

/** An answer whose credential is on this list or not, and the list. */
async function world(taken: readonly number[]) {
  const lists = new Map([[revocationUrl, await statusList({ taken })]]);
  const answer = await presentation({ credentials: [await issuedCredential({ status: [revocable] })] });
  const verifier = createVerifier({ ...ports(), fetchStatusList: publishedLists(lists) });
  return { answer, lists, ours: wordFor(verifier.verifyPresentation({ bare: answer }, expected)) };
}

describe('trap 4, a revoked credential', () => {
  it('is verified by the stock library with its own status check; we refuse it', async () => {
    const { answer, lists, ours } = await world([statusIndex]);
    assert.equal(await stockVerify(answer, { lists }), 'verified');
    assert.equal(await ours, 'credential_revoked');
  });

  it('is told from one that still holds, which both accept', async () => {
    const { answer, lists, ours } = await world([]);
    assert.equal(await stockVerify(answer, { lists }), 'verified');
    assert.equal(await ours, 'accepted');
  });

  it('is never accepted by a verifier that was given no way to ask', async () => {
    const { answer } = await world([]);
    assert.equal(await wordFor(judge(answer)), 'status_unreachable');
  });
});
