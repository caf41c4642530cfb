import { dirname } from 'node:path';
import { bytesIn, type SystemCall } from './trace.ts';

/** What happened to a folder of files, and what was answered, in one order. */
export type Step = { readonly began: number; readonly at: number } & (
  | { readonly what: 'names'; readonly folder: string; readonly changes: readonly NameChange[] }
  | { readonly what: 'write'; readonly file: number; readonly offset: number; readonly data: Buffer }
  | { readonly what: 'truncate'; readonly file: number; readonly size: number }
  | { readonly what: 'sync'; readonly of: number | string }
  | { readonly what: 'answer'; readonly mark: string }
);

/** A file by its number, a folder, or nothing any more. */
export type NameChange = readonly [path: string, means: number | 'folder' | undefined];

/** Files by name as the processes see them, over all the traces. */
export class Names {
  readonly files = new Map<string, number>();
  readonly sizes = new Map<number, number>();
  readonly folders: Set<string>;

  constructor(root: string) {
    this.folders = new Set([root]);
  }
}

/**
 * What one process did under a folder.
 *
 * @param startsAt where the traces before it ended
 * @throws Error where something was written in a way that is not understood: nothing is left out silently
 */
export async function* stepsOf(calls: AsyncIterable<SystemCall>, names: Names, startsAt = 0): AsyncGenerator<Step> {
  const opened = new Map<number, { readonly is: number | string; readonly since: number }>();
  const asked = new Map<number, string>();
  const { files, sizes, folders } = names;
  const isOurs = (path: string) => folders.has(dirname(path));

  for await (const { name, args, result, began, ended } of calls) {
    const when = { began: startsAt + began, at: startsAt + ended };
    const change = (...changes: NameChange[]): Step => {
      if (new Set(changes.map(([path]) => dirname(path))).size > 1) throw new Error(`${name} between folders`);
      return { ...when, what: 'names', folder: dirname(changes[0]![0]), changes };
    };
    const path = (index: number) => bytesIn(args[index]!).toString();
    const descriptor = Number(args[name === 'mmap' ? 4 : 0]);
    const on = opened.get(descriptor)?.is;

    if (name === 'openat') {
      const [of, flags] = [path(1), args[2]!];
      opened.delete(result);
      if (folders.has(of)) opened.set(result, { is: of, since: ended });
      else if (isOurs(of)) {
        const known = files.get(of);
        const file = known ?? sizes.size + 1;
        opened.set(result, { is: file, since: ended });
        if (known === undefined) {
          files.set(of, file);
          sizes.set(file, 0);
          yield change([of, file]);
        } else if (flags.includes('O_TRUNC')) throw new Error(`${of} is opened to be emptied`);
      }
    } else if (name === 'close') {
      // Another thread may have been given the number before this call ended.
      if ((opened.get(descriptor)?.since ?? 0) < began) opened.delete(descriptor);
    } else if (name === 'mkdir' && isOurs(path(0))) {
      folders.add(path(0));
      yield change([path(0), 'folder']);
    } else if (name === 'link' && isOurs(path(1))) {
      const file = files.get(path(0))!;
      files.set(path(1), file);
      yield change([path(1), file]);
    } else if (name === 'rename' && isOurs(path(1))) {
      const file = files.get(path(0))!;
      files.delete(path(0));
      files.set(path(1), file);
      yield change([path(0), undefined], [path(1), file]);
    } else if (name === 'unlink' && isOurs(path(0))) {
      files.delete(path(0));
      yield change([path(0), undefined]);
    } else if (NOT_SIMULATED.has(name)) {
      if (args.some((one) => one.startsWith('"') && isOurs(bytesIn(one).toString())))
        throw new Error(`${name}: unknown`);
    } else if (name === 'read' && on === undefined && result > 0) {
      const mark = MARK.exec(args[1]!)?.[1];
      if (mark !== undefined) asked.set(descriptor, Buffer.from(mark.replaceAll('\\x', ''), 'hex').toString());
    } else if (on === undefined) {
      // The first of an answer's bytes: whatever is synced after it, is too late.
      if (/^(write|send)/.test(name) && (asked.has(descriptor) || descriptor === STDOUT)) {
        yield { ...when, what: 'answer', mark: asked.get(descriptor) ?? 'stdout' };
        asked.delete(descriptor);
      }
    } else if (name === 'fsync' || name === 'fdatasync') yield { ...when, what: 'sync', of: on };
    else if (typeof on === 'string') throw new Error(`${name} of a folder`);
    else if (name === 'write' || name === 'pwrite64') {
      const data = bytesIn(args[1]!).subarray(0, result);
      // Without a place it goes to the end: what is written so here is written from its first byte.
      const offset = name === 'write' ? sizes.get(on)! : Number(args[3]);
      sizes.set(on, Math.max(sizes.get(on)!, offset + data.length));
      yield { ...when, what: 'write', file: on, offset, data };
    } else if (name === 'ftruncate') {
      sizes.set(on, Number(args[1]));
      yield { ...when, what: 'truncate', file: on, size: Number(args[1]) };
    } else if (name === 'mmap' ? !isHarmless(args) && !isShared(on) : name !== 'read') {
      throw new Error(`${name} changes a file in a way that is not simulated`);
    }
  }

  /** SQLite’s index of its log, which is made anew of the log after a power cut: nothing of it is on the disk. */
  function isShared(file: number): boolean {
    return [...files].some(([path, number]) => number === file && path.endsWith('-shm'));
  }
}

/** In the first line of a request's headers or below: who asked, to know the answer by. */
export const MARK_HEADER = 'coop-mark';
const spelt = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '\\\\x$&');
const MARK = new RegExp(`${spelt(`${MARK_HEADER}: `)}((?:\\\\x(?!0d)[0-9a-f]{2})+)`);

const STDOUT = 1;

/** Nobody makes them. */
const NOT_SIMULATED = new Set(
  ['open', 'creat', 'truncate', 'mkdirat', 'rmdir', 'linkat', 'unlinkat', 'renameat', 'renameat2'], //
);

const isHarmless = (args: readonly string[]) => !args[2]!.includes('PROT_WRITE') || args[3]!.includes('MAP_PRIVATE');
