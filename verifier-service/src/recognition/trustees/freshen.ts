import { type Quorum, signFreshness } from '@coop-credentials/core';
import { CommandError } from '../../cli/command.ts';
import type { ListFolder } from './list-folder.ts';
import { readTrusteeKey, type TrusteeKey } from './trustee-key.ts';

const DAY = 86_400_000;

/** Says by the operator's key that the newest published list is the newest. @returns until when that holds */
export async function freshen(folder: ListFolder, keyFile: string, { days = 7 }: { readonly days?: number } = {}) {
  const newest = folder.newest();
  if (!newest) throw new CommandError('list_missing', `${folder.path} has no published list.`);
  const { anchor, seq, quorum } = newest.list;
  const { key } = await readOperatorKey(keyFile, quorum);
  const issued = new Date();
  const validUntil = new Date(issued.getTime() + days * DAY).toISOString();
  const freshness = {
    type: 'CoopRecognitionFreshness',
    version: 1,
    ...{ anchor, seq, digest: newest.digest, issued: issued.toISOString(), validUntil },
  } as const;
  folder.writePublic('fresh.json', await signFreshness(freshness, { key, created: issued }));
  return validUntil;
}

/** @throws CommandError where it is another key, or none */
export async function readOperatorKey(file: string, { operatorKey }: Quorum): Promise<TrusteeKey> {
  const found = await readTrusteeKey(file);
  if (found.publicKeyMultibase !== operatorKey) {
    throw new CommandError('list_freshness_invalid', `${file} is not the key of the list’s operator.`);
  }
  return found;
}
