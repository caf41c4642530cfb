import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/problem.ts';
import { anchorOf } from '../../src/recognition/digest.ts';
import { checkGenesis, checkSuccessor } from '../../src/recognition/check-sequence.ts';
import type { RecognitionList } from '../../src/recognition/list-shape.ts';
import { parseRecognitionList } from '../../src/recognition/parse-list.ts';
import {
  alder,
  anchor,
  birch,
  cedar,
  dogwood,
  elm,
  fir,
  genesisQuorum,
  listOf,
  nextOf,
  quorumOf,
  signedBy,
  type TestTrustee,
} from '../factories/recognition.ts';

/** Its code and what it tells, or `accepted`. */
async function foundBy(check: () => Promise<unknown>): Promise<readonly unknown[]> {
  try {
    await check();
    return ['accepted'];
  } catch (error) {
    const { code, problem } = error as VerificationError;
    return [code, problem.params ?? {}];
  }
}

const first = (list: RecognitionList, signers: readonly TestTrustee[] = [alder, birch], pinned = anchor) =>
  foundBy(async () => checkGenesis(parseRecognitionList(await signedBy(list, signers)), pinned));

const before = checkGenesis(parseRecognitionList(await signedBy(listOf(), [alder, birch])), anchor);
const follows = (changes: Partial<RecognitionList> = {}, signers: readonly TestTrustee[] = [alder, birch]) =>
  foundBy(async () =>
    checkSuccessor(parseRecognitionList(await signedBy(nextOf(listOf(), changes), signers)), before, anchor),
  );

describe('the first sequence of a list', () => {
  it('is the one of the quorum that the site pinned', async () => {
    assert.deepEqual(await first(listOf()), ['accepted']);
    const { digest, ...rest } = before;
    assert.deepEqual(rest, { seq: 1, quorum: genesisQuorum });
    assert.equal(digest, parseRecognitionList(listOf()).digest);
  });

  it('is refused where it names another anchor, or has it and another quorum', async () => {
    const other = quorumOf([dogwood, elm, fir]);
    const theirs = [dogwood, elm];
    assert.deepEqual(await first(listOf({ quorum: other, anchor: anchorOf(other) }), theirs), ['list_other', {}]);
    assert.deepEqual(await first(listOf({ quorum: other }), theirs), ['list_other', {}]);
    assert.deepEqual(await first(listOf({ anchor: anchorOf(other) })), ['list_other', {}]);
  });

  it('is refused where it is a later one, though all of it is signed', async () => {
    assert.deepEqual(await first(nextOf(listOf())), ['list_chain_broken', { seq: 1 }]);
  });

  it('is refused below its quorum, and says how far', async () => {
    assert.deepEqual(await first(listOf(), [cedar]), ['list_quorum_missing', { have: 1, need: 2 }]);
    assert.deepEqual(await first(listOf(), []), ['list_quorum_missing', { have: 0, need: 2 }]);
  });
});

describe('a sequence after another', () => {
  it('is the next, names what was before, and is signed by that quorum', async () => {
    assert.deepEqual(await follows(), ['accepted']);
    assert.deepEqual(await follows({ seq: 3 }), ['list_chain_broken', { seq: 2 }]);
    const elsewhere = parseRecognitionList(listOf({ validFrom: '2026-05-02T00:00:00Z' })).digest;
    assert.deepEqual(await follows({ previousDigest: elsewhere }), ['list_chain_broken', { seq: 2 }]);
    assert.deepEqual(await follows({ anchor: anchorOf(quorumOf([dogwood])) }), ['list_other', {}]);
    assert.deepEqual(await follows({}, [birch]), ['list_quorum_missing', { have: 1, need: 2 }]);
  });

  it('changes its quorum by both quorums, each complete', async () => {
    const quorum = quorumOf([cedar, dogwood, elm]);
    assert.deepEqual(await follows({ quorum }, [alder, birch, dogwood, elm]), ['accepted']);
    assert.deepEqual(await follows({ quorum }, [alder, cedar, dogwood]), ['accepted']);
    assert.deepEqual(await follows({ quorum }, [alder, birch, dogwood]), [
      'list_new_quorum_missing',
      { have: 1, need: 2 },
    ]);
    assert.deepEqual(await follows({ quorum }, [alder, dogwood, elm]), ['list_quorum_missing', { have: 1, need: 2 }]);
    assert.deepEqual(await follows({ quorum }, [alder, birch]), ['list_new_quorum_missing', { have: 0, need: 2 }]);
  });

  it('is not signed by who is in neither quorum', async () => {
    assert.deepEqual(await follows({}, [alder, birch, fir]), ['list_trustee_unknown', {}]);
  });
});
