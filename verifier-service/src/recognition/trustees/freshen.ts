import { signFreshness } from '@coop-credentials/core';
import { CommandError } from '../../cli/command.ts';
import type { ListFolder } from './list-folder.ts';
import { readTrusteeKey } from './trustee-key.ts';

const DAY = 86_400_000;

/** Says by the operator's key that the newest published list is the newest. @returns until when that holds */
export async function freshen(folder: ListFolder, keyFile: string, { days = 7 }: { readonly days?: number } = {}) {
  const newest = folder.newest();
  if (!newest) throw new CommandError('list_missing', `${folder.path} has no published list.`);
  const { key, publicKeyMultibase } = await readTrusteeKey(keyFile);
  const { anchor, seq, quorum } = newest.list;
  if (publicKeyMultibase !== quorum.operatorKey) {
    throw new CommandError('list_freshness_invalid', `${keyFile} is not the key of the list’s operator.`);
  }
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
