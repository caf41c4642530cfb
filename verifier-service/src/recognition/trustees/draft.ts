import { anchorOf, type Quorum, type RecognitionEntry, type RecognitionList } from '@coop-credentials/core';
import { CommandError } from '../../cli/command.ts';
import type { ListFolder } from './list-folder.ts';

const DAY = 86_400_000;
/** A list ends by itself where nobody decides on it for a year. */
const VALID_FOR = 365 * DAY;

const context = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
] as const;

/** The first list of a federation; it needs somebody on it before it can be signed. */
export function firstDraft(
  issuer: { readonly id: string; readonly name: string; readonly url?: string | undefined },
  quorum: Quorum,
  now: Date,
): RecognitionList {
  const { id, name, url } = issuer;
  return {
    '@context': [...context],
    type: ['VerifiableCredential', 'RecognizedEntityCredential', 'CoopRecognitionList'],
    version: 1,
    issuer: { id, type: 'RecognizedIssuer', name, ...(url !== undefined && { url }) },
    anchor: anchorOf(quorum),
    seq: 1,
    ...timesFrom(now),
    quorum,
    credentialSubject: [],
  };
}

/** The draft there is, or one that follows what is published. */
export function draftOf(folder: ListFolder, now: Date): RecognitionList {
  if (folder.hasDraft()) return { ...folder.readDraft(), ...timesFrom(now) };
  const newest = folder.newest();
  if (!newest) throw new CommandError('list_missing', `${folder.path} has no list yet: coop-verifier list new.`);
  const { list, digest } = newest;
  return { ...list, seq: list.seq + 1, previousDigest: digest, ...timesFrom(now) };
}

/** The list with that entry in the place of the one with its id, or at its end. */
export function withEntry(list: RecognitionList, entry: RecognitionEntry): RecognitionList {
  const others = list.credentialSubject;
  const isThere = others.some(({ id }) => id === entry.id);
  return {
    ...list,
    credentialSubject: isThere ? others.map((one) => (one.id === entry.id ? entry : one)) : [...others, entry],
  };
}

/** @throws CommandError where there is none */
export function entryOf(list: RecognitionList, id: string): RecognitionEntry {
  const found = list.credentialSubject.find((entry) => entry.id === id);
  if (!found) throw new CommandError('entry_unknown', `${id} is not on the list.`);
  return found;
}

/** To the second, as people write it. */
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

const timesFrom = (now: Date) => ({
  validFrom: iso(now.getTime()),
  validUntil: iso(now.getTime() + VALID_FOR),
});
