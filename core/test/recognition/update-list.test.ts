import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/problem.ts';
import { anchorOf } from '../../src/recognition/digest.ts';
import { CLOCK_TOLERANCE } from '../../src/recognition/freshness.ts';
import { clockAfter, updateList, type ListState } from '../../src/recognition/update-list.ts';
import { daysLater, frozenAt } from '../factories/index.ts';
import {
  alder,
  anchor,
  birch,
  dogwood,
  listOf,
  nextOf,
  published,
  quorumOf,
  signedBy,
  sourceOf,
  type ListFiles,
} from '../factories/recognition.ts';

const trustees = [alder, birch];
const first = await signedBy(listOf(), trustees);
const second = await signedBy(nextOf(listOf()), trustees);

const at = (milliseconds: number) => new Date(frozenAt.getTime() + milliseconds);
const look = (files: ListFiles, known?: ListState, now = frozenAt) =>
  updateList(sourceOf(files), { anchor, known, now });

/** Its code and what it tells, or `accepted`. */
async function foundBy(looked: Promise<unknown>): Promise<readonly unknown[]> {
  try {
    await looked;
    return ['accepted'];
  } catch (error) {
    const { code, problem } = error as VerificationError;
    return [code, problem.params ?? {}];
  }
}

describe('a look at a list', () => {
  it('tells a new sequence once, with the file that it came in', async () => {
    const { state, news } = await look(await published([first]));
    assert.equal(news?.list.seq, 1);
    assert.deepEqual(news?.document, first);
    assert.equal(state.clock, frozenAt.getTime());
    assert.equal('news' in (await look(await published([first]), state)), false);
    assert.equal((await look(await published([first, second]), state)).news?.list.seq, 2);
  });

  it('goes no further back than what is known, and says how far it would be', async () => {
    const { state } = await look(await published([first, second]));
    assert.deepEqual(await foundBy(look(await published([first]), state)), ['list_seq_lower', { seq: 1, known: 2 }]);
    const older = await published([first, second], { issued: at(-3_601_000) });
    assert.deepEqual(await foundBy(look(older, state)), ['list_freshness_older', {}]);
  });

  it('is at one list, of which there is one of each sequence', async () => {
    const { state } = await look(await published([first]));
    const other = await published([await signedBy(listOf({ validUntil: '2027-05-02T00:00:00Z' }), trustees)]);
    assert.deepEqual(await foundBy(look(other, state)), ['list_forked', { seq: 1 }]);
    const another = await signedBy(nextOf(listOf(), { validFrom: '2026-05-02T00:00:00Z' }), trustees);
    const mixed = { ...(await published([first, second])), '2.json': another };
    assert.deepEqual(await foundBy(look(mixed, state)), ['list_forked', { seq: 2 }]);
    const elsewhere = await published([first], { anchor: anchorOf(quorumOf([dogwood])) });
    assert.deepEqual(await foundBy(look(elsewhere, state)), ['list_other', {}]);
  });

  it('takes five minutes between two clocks for none, and no more', async () => {
    const { state } = await look(await published([first]));
    assert.equal(CLOCK_TOLERANCE, 5 * 60_000);
    const files = await published([first]);
    assert.deepEqual(await foundBy(look(files, state, at(-CLOCK_TOLERANCE))), ['accepted']);
    assert.deepEqual(await foundBy(look(files, state, at(-CLOCK_TOLERANCE - 1))), ['list_clock_set_back', {}]);

    const issued = async (milliseconds: number) =>
      foundBy(look(await published([first], { issued: at(milliseconds) })));
    assert.deepEqual(await issued(CLOCK_TOLERANCE), ['accepted']);
    assert.deepEqual(await issued(CLOCK_TOLERANCE + 1), ['list_freshness_early', {}]);

    const beginning = async (milliseconds: number) => {
      const list = await signedBy(listOf({ validFrom: at(milliseconds).toISOString() }), trustees);
      return foundBy(look(await published([list])));
    };
    assert.deepEqual(await beginning(CLOCK_TOLERANCE), ['accepted']);
    assert.deepEqual(await beginning(CLOCK_TOLERANCE + 1), ['list_not_yet_valid', {}]);
  });

  it('moves the clock on, as far as the list is used and no further, and never back', async () => {
    const { state } = await look(await published([first]));
    assert.equal(clockAfter(state, at(1)), at(1).getTime());
    assert.equal(clockAfter(state, at(-1)), state.clock);
    const end = new Date(state.freshness.validUntil).getTime();
    assert.equal(clockAfter(state, daysLater(3_000)), end + 1);
  });
});
