import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { renewShared, shareList, viewList } from '../../src/recognition/list-index.ts';
import { daysLater, frozenAt } from '../factories/index.ts';
import { entryOf, sharedOf, stateOf, viewOf } from '../factories/recognition.ts';

const many = Array.from({ length: 300 }, (_, index) =>
  entryOf({ id: `did:web:coop-${index}.example`, name: `Café №${index} “Süd”` }),
);

describe('a list to be asked', () => {
  it('finds each of its entries as it was published, again and again, and nobody else', () => {
    const view = viewOf(many);
    for (const entry of [...many, ...many]) assert.deepEqual(view.find(entry.id), entry);
    for (const id of ['did:web:coop-300.example', 'did:web:coop-1.example ', 'did:web:coop-1', '', '"']) {
      assert.equal(view.find(id), undefined, id);
    }
    assert.deepEqual(view.at(299), many[299]);
    assert.equal(view.count, 300);
  });

  it('finds an entry by each DID that it had before, and only when asked for such', () => {
    const formerOf = (index: number) => [0, 1, 2].map((no) => `did:web:former-${no}-of-${index}.example`);
    const moved = many.map((entry, index) => (index % 3 === 0 ? { ...entry, formerIds: formerOf(index) } : entry));
    const view = viewList(structuredClone(sharedOf(moved)));
    for (const [index, entry] of moved.entries()) {
      assert.deepEqual(view.find(entry.id), entry);
      assert.equal(view.findFormer(entry.id), undefined);
      for (const id of formerOf(index)) {
        assert.equal(view.find(id), undefined, id);
        assert.deepEqual(view.findFormer(id), index % 3 === 0 ? entry : undefined, id);
      }
    }
    assert.equal(viewOf(many).findFormer('did:web:former-0-of-0.example'), undefined);
  });

  it('knows former DIDs still under a younger freshness file', () => {
    const { state, list } = stateOf([entryOf({ formerIds: ['did:web:old.example'] })]);
    const renewed = renewShared(shareList(state, list), { ...state, clock: daysLater(1).getTime() });
    assert.equal(viewList(renewed).findFormer('did:web:old.example')?.id, entryOf().id);
  });

  it('is not told by a DID that goes on where an entry’s text goes on', () => {
    const [entry] = many;
    const rest = JSON.stringify(entry).slice(`{"id":"${entry!.id}`.length, 60);
    assert.equal(viewOf([entry!]).find(entry!.id + rest), undefined);
  });

  it('is the same for every thread that it is handed to', () => {
    const shared = structuredClone(sharedOf(many));
    assert.ok(shared.text.buffer instanceof SharedArrayBuffer);
    assert.deepEqual(viewList(shared).find('did:web:coop-7.example'), many[7]);
  });

  it('is fresh for a day, stale for a week, then expired, and never younger than the latest look', () => {
    const view = viewOf(many);
    assert.deepEqual(
      [0, 0.95, 1, 6.9, 7].map((days) => view.ageAt(daysLater(days))),
      ['fresh', 'fresh', 'stale', 'stale', 'expired'],
    );
    const looked = viewList({ ...sharedOf(many), clock: daysLater(8).getTime() });
    assert.equal(looked.ageAt(frozenAt), 'expired');
  });
});
