import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** What changes files, says that they are on the disk, or goes in and out of a process (strace(1)). */
const TRACED = [
  'open,openat,creat,close,read,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,mmap',
  'ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,copy_file_range,sendfile',
  'mkdir,mkdirat,rmdir,link,linkat,unlink,unlinkat,rename,renameat,renameat2',
].join(',');

/** Before a command: runs it with every such call written to a file, whole; the process is the command's own. */
export const strace = (file: string): readonly string[] => [
  ...['strace', '-D', '-f', '-q', '--seccomp-bpf', '-xx', '-s', '10000000'],
  ...['-e', `trace=${TRACED}`, '-e', 'signal=SIGKILL', '-o', file, '--'],
];

/** Why no process can be traced here; undefined where one can. */
export function whyNoTrace(): string | undefined {
  const [command = '', ...args] = strace('/dev/null');
  const { status, stderr, error } = spawnSync(command, [...args, 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** Waits until all of the process is in its trace. */
export async function endOf(file: string): Promise<void> {
  const trace = await open(file);
  try {
    const first = await trace.read({ buffer: Buffer.alloc(16), position: 0 });
    const [process] = first.buffer.toString().split(' ');
    for (let tries = 0; tries < 600; tries += 1) {
      const { size } = await trace.stat();
      const { buffer, bytesRead } = await trace.read({
        buffer: Buffer.alloc(4_096),
        position: Math.max(0, size - 4_096),
      });
      if (new RegExp(`^${process} +\\+\\+\\+ `, 'm').test(buffer.toString('latin1', 0, bytesRead))) return;
      await sleep(50);
    }
    throw new Error('strace does not end');
  } finally {
    await trace.close();
  }
}

/** One call to the system that succeeded. */
export interface SystemCall {
  readonly name: string;
  /** As strace shows them; texts and bytes by `bytesIn`. */
  readonly args: readonly string[];
  readonly result: number;
  /** Where in the trace it was begun, and where it had ended: equal unless another thread did something meanwhile. */
  readonly began: number;
  readonly ended: number;
}

/**
 * The calls of a trace in the order in which they ended. strace holds a thread at the end of each call, so that a write
 * which follows from a sync, in whichever thread, always stands behind it.
 */
export async function* readTrace(file: string): AsyncGenerator<SystemCall> {
  const unfinished = new Map<string, { readonly text: string; readonly began: number }>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    const space = text.indexOf(' ');
    const thread = text.slice(0, space);
    const said = text.slice(space).trimStart();
    if (said.endsWith(UNFINISHED)) {
      unfinished.set(thread, { text: said.slice(0, -UNFINISHED.length), began: line });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(said)?.[0];
    const begun = resumed === undefined ? undefined : unfinished.get(thread);
    unfinished.delete(thread);
    const whole = begun ? begun.text + said.slice(resumed!.length) : said;
    const call = parse(whole);
    if (call && call.result >= 0) yield { ...call, began: begun?.began ?? line, ended: line };
  }
}

const UNFINISHED = ' <unfinished ...>';

function parse(text: string): Pick<SystemCall, 'name' | 'args' | 'result'> | undefined {
  const open = text.indexOf('(');
  const end = text.lastIndexOf(') ');
  const result = /^\) += (-?\d+|0x[0-9a-f]+)/.exec(text.slice(end))?.[1];
  if (open < 0 || result === undefined) return undefined;
  // Texts are spelt in hexadecimal: no comma is part of one.
  const args = text.slice(open + 1, end).split(/, ?/);
  return { name: text.slice(0, open), args, result: Number(result) };
}

/** A text or bytes among arguments; nothing may be cut short. */
export function bytesIn(argument: string): Buffer {
  const hex = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/.exec(argument);
  if (!hex || hex[2]) throw new Error(`No bytes, or not all of them: ${argument.slice(0, 60)}`);
  return Buffer.from(hex[1]!.replaceAll('\\x', ''), 'hex');
}
