import { problem, VerificationError, type CheckOutcome, type Verifier } from '@coop-credentials/core';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { askLists } from '../../src/changes/ask-lists.ts';
import { createStatusPointers } from '../../src/changes/status-pointers.ts';
import { createSeal } from '../../src/secrets/seal.ts';

const pointersOf = () => createStatusPointers(createSeal([{ kid: 'k', key: randomBytes(32) }]));
const pointers = pointersOf();
const entry = {
  type: 'BitstringStatusListEntry',
  list: 'https://a.example/1',
  purpose: 'revocation',
  size: 1,
} as const;
const passed: CheckOutcome = { outcome: 'passed' };

const row = (id: string, issuer: string, count = 1) => {
  const entries = Array.from({ length: count }, (_, index) => ({ ...entry, index }));
  return { id, statusSealed: pointers.seal(id, [{ issuer, entries }]) ?? null };
};
const now = new Date();
const ask = (checkStatuses: Verifier['checkStatuses'], rows: readonly ReturnType<typeof row>[]) =>
  askLists({ checkStatuses }, pointers)(rows, { now, refresh: false });

describe('askLists', () => {
  it('asks each issuer once, for all of its members', async () => {
    const asked: [string, number][] = [];
    const answers = await ask(
      async (issuer, entries) => {
        asked.push([issuer, entries.length]);
        return entries.map(() => passed);
      },
      [row('1', 'did:a'), row('2', 'did:a', 2), row('3', 'did:b')],
    );
    assert.deepEqual(asked, [
      ['did:a', 3],
      ['did:b', 1],
    ]);
    assert.deepEqual(answers.get('2'), [passed, passed]);
  });

  it('asks a few issuers at once, so that one who does not answer holds up none of the others', async () => {
    const slow = Promise.withResolvers<void>();
    const asked: string[] = [];
    let atOnce = 0;
    let most = 0;
    const answers = ask(
      async (issuer, entries) => {
        asked.push(issuer);
        most = Math.max(most, (atOnce += 1));
        if (asked.length === 9) slow.resolve();
        await (issuer === 'did:0' ? slow.promise : undefined);
        atOnce -= 1;
        return entries.map(() => passed);
      },
      Array.from({ length: 9 }, (_, index) => row(String(index), `did:${index}`)),
    );
    assert.equal((await answers).size, 9);
    assert.equal(most, 4);
  });

  it('says nothing about a verification without a status', async () =>
    assert.equal((await ask(async () => [], [{ id: '1', statusSealed: null }])).size, 0));

  it('says nothing about those it was too busy for', async () => {
    const busy = () => Promise.reject(new VerificationError(problem('service_busy')));
    assert.equal((await ask(busy, [row('1', 'did:a')])).get('1'), 'not asked');
  });

  it('takes nothing that breaks for a yes, and asks the others all the same', async () => {
    const answers = await ask(
      async (issuer, entries) => {
        if (issuer === 'did:a') throw new RangeError('broken');
        return entries.map(() => passed);
      },
      [row('1', 'did:a'), { ...row('2', 'did:b'), id: 'moved' }, row('3', 'did:b')],
    );
    const outcomes = (id: string) => [answers.get(id) ?? []].flat().map((found) => (found as CheckOutcome).outcome);
    assert.deepEqual(
      [outcomes('1'), outcomes('moved'), outcomes('3')],
      [['inconclusive'], ['inconclusive'], ['passed']],
    );
  });
});
