import { readFileSync } from 'node:fs';

/** Milliseconds of user and system time of a process, which Linux counts in hundredths of a second (proc(5), `/proc/pid/stat`). */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
