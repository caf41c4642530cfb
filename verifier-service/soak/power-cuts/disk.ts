import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NameChange, Step } from './steps.ts';

type Written = Extract<Step, { what: 'write' | 'truncate' }>;
type Named = Extract<Step, { what: 'names' }>;

/** What of the bytes and names that nothing was synced after has reached the disk all the same. */
export interface Reached {
  /** How many of the changes of one folder's names, from the first: file systems keep their order. */
  readonly names: (pending: number) => number;
  /** Of each write, sector by sector, and in any order: a later one may be there and an earlier one not. */
  readonly sector: () => boolean;
  readonly write: () => 'all' | 'none' | 'some';
}

/** As pessimistic as POSIX allows: nothing but what was synced. */
export const onlySynced: Reached = { names: () => 0, sector: () => false, write: () => 'none' };

/** What disks do: they write when they like. */
export const someMore = (random: () => number): Reached => ({
  names: (pending) => Math.floor(random() * (pending + 1)),
  sector: () => random() < 0.5,
  write: () => (['all', 'none', 'some'] as const)[Math.floor(random() * 3)]!,
});

/** What a disk writes whole or not at all. */
const SECTOR = 512;

/**
 * A disk that forgets, when its power is cut, what was not synced. A file's bytes are safe once the file was synced, a
 * name once its folder was: no file system promises more, though most do it. What a sync covers was written before the
 * sync began; it counts when it has ended.
 */
export class Disk {
  readonly #root: string;
  readonly #files = new Map<number, { readonly content: Bytes; pending: Written[] }>();
  readonly #folders = new Map<string, { names: Map<string, NameChange[1]>; pending: Named[] }>();

  constructor(root: string) {
    this.#root = root;
    this.#folders.set(root, { names: new Map(), pending: [] });
  }

  apply(step: Step): void {
    if (step.what === 'answer') return;
    if (step.what === 'names') {
      for (const [path, means] of step.changes) {
        if (means === 'folder') this.#folders.set(path, { names: new Map(), pending: [] });
        else if (means !== undefined && !this.#files.has(means)) {
          this.#files.set(means, { content: new Bytes(), pending: [] });
        }
      }
      this.#folders.get(step.folder)!.pending.push(step);
    } else if (step.what !== 'sync') this.#files.get(step.file)!.pending.push(step);
    else if (typeof step.of === 'string') {
      const folder = this.#folders.get(step.of)!;
      for (const { changes } of folder.pending.filter(({ at }) => at < step.began)) rename(folder.names, changes);
      folder.pending = folder.pending.filter(({ at }) => at >= step.began);
    } else {
      const file = this.#files.get(step.of)!;
      for (const write of file.pending.filter(({ at }) => at < step.began)) file.content.take(write);
      file.pending = file.pending.filter(({ at }) => at >= step.began);
    }
  }

  /** What is found after a power cut now, put into another folder. */
  findAfterCut(target: string, reached: Reached): void {
    this.#find(this.#root, target, reached);
  }

  #find(path: string, target: string, reached: Reached): void {
    const folder = this.#folders.get(path)!;
    const names = new Map(folder.names);
    const count = reached.names(folder.pending.length);
    for (const { changes } of folder.pending.slice(0, count)) rename(names, changes);
    for (const [name, means] of names) {
      if (means === 'folder') {
        mkdirSync(join(target, name), { mode: 0o700 });
        this.#find(join(path, name), join(target, name), reached);
      } else if (means !== undefined) {
        writeFileSync(join(target, name), this.#contentAfterCut(means, reached), { mode: 0o600 });
      }
    }
  }

  #contentAfterCut(number: number, reached: Reached): Buffer {
    const { content, pending } = this.#files.get(number)!;
    const found = new Bytes(content.all());
    for (const step of pending) {
      const how = reached.write();
      if (how === 'all') found.take(step);
      if (how !== 'some' || step.what !== 'write') continue;
      for (const sector of sectorsOf(step)) if (reached.sector()) found.take(sector);
    }
    return found.all();
  }
}

function rename(names: Map<string, NameChange[1]>, changes: readonly NameChange[]): void {
  for (const [path, means] of changes) {
    if (means === undefined) names.delete(basename(path));
    else names.set(basename(path), means);
  }
}

/** A file's content; a gap in it is zeros, as is what lies behind its end. */
class Bytes {
  #bytes: Buffer<ArrayBuffer>;
  #size: number;

  constructor(content: Uint8Array = new Uint8Array()) {
    this.#bytes = Buffer.from(content);
    this.#size = content.length;
  }

  all(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  take(step: Written): void {
    const size = step.what === 'truncate' ? step.size : Math.max(this.#size, step.offset + step.data.length);
    if (size > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(size)]);
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
    if (step.what === 'write') step.data.copy(this.#bytes, step.offset);
  }
}

function sectorsOf(write: Extract<Written, { what: 'write' }>): Extract<Written, { what: 'write' }>[] {
  const { offset, data } = write;
  const first = Math.floor(offset / SECTOR);
  const last = Math.floor((offset + data.length - 1) / SECTOR);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const from = Math.max(0, (first + index) * SECTOR - offset);
    return { ...write, offset: offset + from, data: data.subarray(from, (first + index + 1) * SECTOR - offset) };
  });
}
