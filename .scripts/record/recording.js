// What the suites of `npm test` did, for the checks of `.scripts/test` that run after them: which problem codes were
// made, and which tests passed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of the recording to every process of a recorded run. */
export const folderVariable = 'COOP_RECORDING';
export const codesFile = 'codes.txt';
export const passedFile = 'passed.jsonl';

const preload = new URL('record-problems.js', import.meta.url).href;

/** @returns the environment in which a suite records, the one in which what it recorded is read, and how that ends */
export function startRecording() {
  const { NODE_OPTIONS = '' } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'coop-recording-'));
  const reading = { [folderVariable]: folder };
  return {
    recording: { ...reading, NODE_OPTIONS: `${NODE_OPTIONS} --import=${preload}`.trim() },
    reading,
    end: () => rmSync(folder, { recursive: true }),
  };
}

/**
 * What was recorded, or undefined where nothing is (a file of tests that is run by itself).
 * @returns {{ codes: ReadonlySet<string>, passed: readonly { file: string, title: string }[] } | undefined}
 */
export function readRecording() {
  const folder = process.env[folderVariable];
  if (!folder) return undefined;
  const linesOf = (name) => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  };
  return { codes: new Set(linesOf(codesFile)), passed: linesOf(passedFile).map((line) => JSON.parse(line)) };
}
