import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecognitionEntry, RecognitionList } from '@coop-credentials/core';
import type { Command } from '../../../verifier-service/src/cli/command.ts';
import { listFreshen } from '../../../verifier-service/src/cli/list-freshen.ts';
import { listKey } from '../../../verifier-service/src/cli/list-key.ts';
import { listNew } from '../../../verifier-service/src/cli/list-new.ts';
import { listPropose } from '../../../verifier-service/src/cli/list-propose.ts';
import { listPublish } from '../../../verifier-service/src/cli/list-publish.ts';
import { listSign } from '../../../verifier-service/src/cli/list-sign.ts';
import { parseConfig } from '../../../verifier-service/src/config.ts';
import { openFolder } from '../../../verifier-service/src/recognition/trustees/list-folder.ts';
import { didOf } from '../co-op/co-ops.ts';
import { placeNames } from '../web/places.ts';

/** Co-ops of their own, of whom two decide together. */
const trustees = ['Alder Bakery', 'Birch Energy', 'Cedar Books'] as const;
type Trustee = (typeof trustees)[number];

/** What the trustees decided, and who signed it. */
export interface Decided {
  readonly changes: readonly string[];
  readonly signedBy: readonly Trustee[];
  /** The sequence of the list that it became. */
  readonly seq: number;
}

export type Federation = Awaited<ReturnType<typeof foundFederation>>;

const freshenEvery = 6 * 60 * 60_000;

/**
 * A federation of co-ops with a recognition list, by the trustees' own tools (`coop-verifier list …`): keys in files, a
 * list in a folder, each change proposed, signed by two of three, and published. In real life each key is with somebody
 * else, and none of them is on a web server.
 */
export async function foundFederation(folder: string, origin: string) {
  const keyFolder = join(folder, 'keys');
  const listFolder = join(folder, 'list');
  mkdirSync(keyFolder, { recursive: true, mode: 0o700 });
  const keyFile = (name: string) => join(keyFolder, name.replaceAll(' ', '-'));
  const makeKey = async (name: string) =>
    ((await run(listKey, keyFile(name))) as { readonly publicKeyMultibase: string }).publicKeyMultibase;
  const operator = await makeKey('operator');
  const members: string[] = [];
  for (const name of trustees) {
    members.push('--trustee', `did:web:${name.replace(' ', '-').toLowerCase()}.example=${await makeKey(name)}=${name}`);
  }
  const about = ['--name', placeNames.federation, '--id', didOf(origin), '--url', origin];
  const begun = await run(listNew, listFolder, ...about, '--k', '2', ...members, '--operator', operator);

  const decisions: Decided[] = [];
  let deciding: Promise<unknown> = Promise.resolve();
  const operatorKey = ['--operator-key', keyFile('operator')] as const;
  const freshening = setInterval(() => void inTurn(() => run(listFreshen, listFolder, ...operatorKey)), freshenEvery);

  return {
    anchor: (begun as { readonly anchor: string }).anchor,
    publicFolder: join(listFolder, 'public'),
    /** The newest first. */
    decisions: decisions as readonly Decided[],
    list: (): RecognitionList => openFolder(listFolder).newest()!.list,

    recognise: (entries: readonly Proposed[], day: string) => {
      const files = entries.flatMap((entry, index) => {
        const file = join(folder, `entry-${index}.json`);
        writeFileSync(file, JSON.stringify(entry));
        return ['--entry', file];
      });
      return inTurn(() => decide(files, day));
    },
    suspend: (did: string, reason: string) => inTurn(() => decide(['--suspended', did, '--reason', reason], today())),
    recogniseAgain: (did: string) => inTurn(() => decide(['--active', did], today())),

    stop: async () => {
      clearInterval(freshening);
      await deciding;
    },
  };

  /** From the proposal to the public list. Another pair of trustees signs each time. */
  async function decide(change: readonly string[], day: string): Promise<void> {
    const number = decisions.length + 1;
    const decision = ['--decision', String(number), '--decided', day, '--body', 'the trustees'];
    const { changes } = (await run(listPropose, listFolder, ...change, ...decision)) as Pick<Decided, 'changes'>;
    const signedBy = [0, 1].map((offset) => trustees[(number + offset) % trustees.length]!);
    for (const name of signedBy) await run(listSign, listFolder, '--key', keyFile(name));
    const { seq } = (await run(listPublish, listFolder, ...operatorKey)) as Pick<Decided, 'seq'>;
    decisions.unshift({ changes, signedBy, seq });
  }

  function inTurn(act: () => Promise<unknown>): Promise<unknown> {
    const turn = deciding.then(act);
    deciding = turn.catch(() => undefined);
    return turn;
  }
}

/** What an entry's file says; the tools add the rest. */
export type Proposed = Pick<RecognitionEntry, 'id' | 'name' | 'recognizedTo' | 'validFrom' | 'evidence'> &
  Partial<RecognitionEntry>;

const configuration = parseConfig({});
const run = async ({ run: act }: Command, ...args: readonly string[]): Promise<unknown> =>
  (await act({ args, configuration }))?.json;

const today = (): string => new Date().toISOString().slice(0, 10);
