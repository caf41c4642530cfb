import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'mocha';
import { Register } from '../demo/co-op/register.ts';
import type { Standing, StatusLists } from '../demo/co-op/status-lists.ts';

describe('what a co-op gave out', () => {
  let standings: Map<number, Standing>;
  let register: Register;
  beforeEach(() => {
    standings = new Map();
    const set = (index: number, standing: Standing) => standings.set(index, standing);
    register = new Register({ set } as unknown as StatusLists);
    for (const index of [7, 8, 9, 10]) register.add(index);
  });
  const rows = () => register.latest.map(({ cards, standing }) => ({ cards, standing }));

  it('is one membership, however many cards it has', () => assert.deepEqual(rows(), [{ cards: 4, standing: 'live' }]));

  it('is paused and withdrawn with all its cards', () => {
    for (const standing of ['suspended', 'revoked'] as const) {
      register.change(register.latest[0]!.id, standing);
      assert.deepEqual([...standings.values()], [standing, standing, standing, standing]);
    }
  });

  it('is paused with a card that is added later, too', () => {
    register.change(register.latest[0]!.id, 'suspended');
    register.add(11);
    assert.equal(standings.get(11), 'suspended');
    assert.deepEqual(rows(), [{ cards: 5, standing: 'suspended' }]);
  });

  it('stays withdrawn, and a card that is added then begins anew', () => {
    const { id } = register.latest[0]!;
    register.change(id, 'revoked');
    register.change(id, 'live');
    register.add(11);
    assert.deepEqual(rows(), [
      { cards: 1, standing: 'live' },
      { cards: 4, standing: 'revoked' },
    ]);
    assert.equal(standings.get(7), 'revoked');
  });
});
