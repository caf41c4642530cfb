import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk, onlySynced, someMore, type Reached } from '../../soak/power-cuts/disk.ts';
import type { Step } from '../../soak/power-cuts/steps.ts';

/** A step without its place. */
type Done = Step extends infer S ? (S extends Step ? Omit<S, 'began' | 'at'> : never) : never;

describe('a simulated disk', () => {
  let target = '';
  beforeEach(() => (target = mkdtempSync(join(tmpdir(), 'coop-disk-'))));
  afterEach(() => rmSync(target, { recursive: true }));

  function cutAfter(steps: readonly Done[], reached: Reached = onlySynced): string {
    const disk = new Disk('/d');
    for (const [index, step] of steps.entries()) disk.apply({ ...step, began: index, at: index } as Step);
    disk.findAfterCut(target, reached);
    return target;
  }
  const named = (name: string, means: number | 'folder' | undefined): Done => ({
    ...{ what: 'names', folder: '/d', changes: [[`/d/${name}`, means]] },
  });
  const write = (offset: number, text: string): Done => ({ what: 'write', file: 1, offset, data: Buffer.from(text) });
  const [sync, syncFolder] = [1, '/d'].map((of): Done => ({ what: 'sync', of })) as [Done, Done];
  const content = () => readFileSync(join(target, 'a'), 'utf8');

  it('has a file’s bytes since its last sync, and its name since its folder’s', () => {
    cutAfter([named('a', 1), write(0, 'one'), sync]);
    assert.deepEqual(readdirSync(target), []);
    cutAfter([named('a', 1), write(0, 'one'), sync, syncFolder, write(1, 'N'), write(3, ' more')]);
    assert.equal(content(), 'one');
  });

  it('forgets a name that was taken away only with its folder’s sync', () => {
    cutAfter([named('a', 1), syncFolder, named('a', undefined)]);
    assert.ok(existsSync(join(target, 'a')));
    rmSync(join(target, 'a'));
    cutAfter([named('a', 1), syncFolder, named('a', undefined), syncFolder]);
    assert.deepEqual(readdirSync(target), []);
  });

  it('takes no write that ended after a sync had begun', () => {
    const disk = new Disk('/d');
    const steps: Step[] = [
      { ...(named('a', 1) as Step), began: 0, at: 0 },
      { ...(syncFolder as Step), began: 1, at: 1 },
      { ...(write(0, 'late') as Step), began: 2, at: 4 },
      { ...(sync as Step), began: 3, at: 5 },
    ];
    for (const step of steps) disk.apply(step);
    disk.findAfterCut(target, onlySynced);
    assert.equal(content(), '');
  });

  it('may have some sectors of a write and not others, and a later write without an earlier one', () => {
    const pages = [named('a', 1), syncFolder, write(0, 'a'.repeat(1_024)), write(1_024, 'b'.repeat(512))];
    let sectors = 0;
    cutAfter(pages, { names: () => 0, write: () => 'some', sector: () => (sectors += 1) % 2 === 0 });
    assert.equal(content(), `${'\0'.repeat(512)}${'a'.repeat(512)}`);
    let writes = 0;
    cutAfter(pages, { names: () => 0, sector: () => false, write: () => ((writes += 1) === 1 ? 'none' : 'all') });
    assert.equal(content(), `${'\0'.repeat(1_024)}${'b'.repeat(512)}`);
    cutAfter(pages, { ...someMore(() => 0), names: () => 0 });
    assert.equal(content(), `${'a'.repeat(1_024)}${'b'.repeat(512)}`);
  });

  it('shortens a file only once that was synced', () => {
    const cutShort: Done = { what: 'truncate', file: 1, size: 1 };
    cutAfter([named('a', 1), syncFolder, write(0, 'one'), sync, cutShort]);
    assert.equal(content(), 'one');
    cutAfter([named('a', 1), syncFolder, write(0, 'one'), sync, cutShort, sync]);
    assert.equal(content(), 'o');
  });
});
