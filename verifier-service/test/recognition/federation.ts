import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecognitionEntry } from '@coop-credentials/core';
import { harvestDid } from '../../../core/test/factories/index.ts';
import { CommandError, type Command, type CommandResult } from '../../src/cli/command.ts';
import { listFreshen } from '../../src/cli/list-freshen.ts';
import { listKey } from '../../src/cli/list-key.ts';
import { listNew } from '../../src/cli/list-new.ts';
import { listPropose } from '../../src/cli/list-propose.ts';
import { listPublish } from '../../src/cli/list-publish.ts';
import { listSign } from '../../src/cli/list-sign.ts';
import { parseConfig } from '../../src/config.ts';

/** Runs a command as the command line does, within this process. */
export const runCommand = async ({ run }: Command, args: readonly string[], environment = {}): Promise<CommandResult> =>
  (await run({ args, configuration: parseConfig(environment) }))!;

/** The code that a command ends with. */
export async function codeOf(running: Promise<unknown>): Promise<string> {
  try {
    await running;
    return 'done';
  } catch (error) {
    return error instanceof CommandError ? error.code : String(error);
  }
}

const names = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'];
const decided = ['--decision', '14', '--decided', '2026-02-20', '--body', 'the board'] as const;

/** A federation with real files, keys of its own, and a web server for what it publishes. */
export async function startFederation() {
  const base = mkdtempSync(join(tmpdir(), 'coop-federation-'));
  const folder = join(base, 'list');
  const keys = new Map<string, string>();
  for (const name of [...names, 'operator', 'thief']) {
    const { json } = await runCommand(listKey, [join(base, name)]);
    keys.set(name, (json as { publicKeyMultibase: string }).publicKeyMultibase);
  }
  const trustee = (name: string) => ({
    id: `did:web:${name.toLowerCase()}.example`,
    name: `${name} Co-op`,
    publicKeyMultibase: keys.get(name)!,
  });
  const begun = await runCommand(listNew, [
    ...[folder, '--name', 'Autumn Federation', '--id', 'did:web:autumn.example', '--k', '2'],
    ...names.slice(0, 3).flatMap((name) => {
      const { id, name: called, publicKeyMultibase } = trustee(name);
      return ['--trustee', `${id}=${publicKeyMultibase}=${called}`];
    }),
    ...['--operator', keys.get('operator')!],
  ]);

  let shown = join(folder, 'public');
  const server = createServer((request, response) => {
    try {
      const body = readFileSync(join(shown, (request.url ?? '').replace(/^\/recognition/, '')));
      response.setHeader('Content-Type', request.url?.endsWith('.json') ? 'application/json' : 'text/html').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const file = (name: string, content: unknown): string => {
    const path = join(base, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const operator = ['--operator-key', join(base, 'operator')] as const;
  return {
    ...{ base, folder, port, keys, file, decided },
    anchor: (begun.json as { anchor: string }).anchor,
    url: `http://localhost:${port}/recognition`,
    keyFile: (name: string) => join(base, name),
    propose: (...args: string[]) => runCommand(listPropose, [folder, ...args]),
    recognise: (changes: Partial<RecognitionEntry> = {}) =>
      runCommand(listPropose, [folder, '--entry', file('entry.json', entry(changes)), ...decided]),
    sign: (name: string) => runCommand(listSign, [folder, '--key', join(base, name)]),
    publish: () => runCommand(listPublish, [folder, ...operator]),
    freshen: () => runCommand(listFreshen, [folder, ...operator]),
    rotateTo: (members: readonly string[], k = 2) => {
      const quorum = { k, trustees: members.map(trustee), operatorKey: keys.get('operator') };
      return runCommand(listPropose, [folder, '--quorum', file('quorum.json', quorum)]);
    },
    /** The web server shows another folder, as one that was taken over does. */
    showInstead: (path: string) => void (shown = path),
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
      rmSync(base, { recursive: true });
    },
  };
}

const entry = (changes: Partial<RecognitionEntry>) => ({
  id: harvestDid,
  name: 'Harvest Housing Co-op',
  recognizedTo: [
    { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf: [] },
  ],
  validFrom: '2026-03-01T00:00:00Z',
  evidence: [{ name: 'harvest.coop', url: 'https://harvest.coop/' }, { name: 'register 12345' }],
  ...changes,
});
