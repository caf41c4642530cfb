import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Demo } from './start-demo.ts';
import { verifierProcess } from './verifier-process.ts';
import type { Origins } from './web/places.ts';

/** What another command needs of the demo that runs in another terminal. */
export type DemoToJoin = Pick<Demo, 'origins' | 'addSite'>;

type Note = Pick<Demo, 'origins' | 'stateDirectory'>;

const noteOf = (servicePort: string): string =>
  fileURLToPath(new URL(`../../.cache/demo-${servicePort}.json`, import.meta.url));

/** Writes down where the demo is, for who may read this checkout; gives back what takes the note away. */
export function noteRunning({ origins, stateDirectory }: Demo): () => void {
  const file = noteOf(new URL(origins.service).port);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ origins, stateDirectory } satisfies Note), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** The demo whose verifier listens there, if one runs. */
export async function findRunning(servicePort: number): Promise<DemoToJoin | undefined> {
  const note = readNote(noteOf(String(servicePort)));
  if (!note || !(await answers(note.origins.service))) return undefined;
  // The command line reads the same folder; it needs neither wallets nor co-ops.
  const { addSite } = verifierProcess({
    port: servicePort,
    stateDirectory: note.stateDirectory,
    localHosts: [],
    wallet: { name: 'Pocket', url: `${note.origins.wallet}/` },
  });
  return { origins: note.origins, addSite };
}

function readNote(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { origins: Origins; stateDirectory: string };
  } catch {
    return undefined;
  }
}

const answers = (service: string): Promise<boolean> =>
  fetch(`${service}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
