import { BoundedMemo } from '../bounded-memo.ts';
import { agesOf } from './freshness.ts';
import { ageAt, type ListAge } from './list-age.ts';
import type { RecognitionEntry, RecognitionList } from './list-shape.ts';
import type { ListState } from './update-list.ts';

/** A list ready to be asked, in memory that all threads share; nothing in it can be changed by asking. */
export interface SharedList {
  readonly title: string;
  /** The federation's DID. */
  readonly issuer: string;
  readonly anchor: string;
  readonly seq: number;
  readonly digest: string;
  /** Since when the sequence holds, ISO 8601. */
  readonly publishedAt: string;
  /** Milliseconds. */
  readonly freshUntil: number;
  readonly usableUntil: number;
  readonly clock: number;
  readonly count: number;
  /** By position: where an entry's JSON begins; one more for where the last one ends. */
  readonly offsets: Uint32Array<SharedArrayBuffer>;
  /** An open hash table of positions plus one, by DID; 0 is free. */
  readonly slots: Uint32Array<SharedArrayBuffer>;
  /** The same by each DID that an entry had before. A table of its own: hardly any co-op ever moved. */
  readonly formerSlots: Uint32Array<SharedArrayBuffer>;
  readonly text: Uint8Array<SharedArrayBuffer>;
}

const SPARSE = 2;

/** Lays a verified list out for looking up: a few milliseconds for each thousand entries. */
export function shareList(
  state: ListState,
  { credentialSubject: entries }: Pick<RecognitionList, 'credentialSubject'>,
): SharedList {
  const texts = entries.map(({ id, ...rest }) => JSON.stringify({ id, ...rest }));
  const offsets = new Uint32Array(new SharedArrayBuffer(4 * (entries.length + 1)));
  let end = 0;
  for (const [index, text] of texts.entries()) {
    offsets[index] = end;
    end += Buffer.byteLength(text);
  }
  offsets[entries.length] = end;
  const text = new Uint8Array(new SharedArrayBuffer(end));
  for (const [index, json] of texts.entries()) Buffer.from(text.buffer).write(json, offsets[index]!, 'utf8');

  const slots = hashTable(entries.map(({ id }, index) => [id, index]));
  const formerSlots = hashTable(entries.flatMap(({ formerIds }, index) => formerIds.map((id) => [id, index] as const)));
  return renewShared({ count: entries.length, offsets, slots, formerSlots, text }, state);
}

function hashTable(keys: readonly (readonly [did: string, position: number])[]): SharedList['slots'] {
  const slots = new Uint32Array(new SharedArrayBuffer(4 * sizeFor(keys.length)));
  for (const [did, position] of keys) {
    let slot = hashOf(did) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = position + 1;
  }
  return slots;
}

/** The same entries under a younger freshness file, or a later clock. */
export function renewShared(
  shared: Pick<SharedList, 'count' | 'offsets' | 'slots' | 'formerSlots' | 'text'>,
  state: ListState,
): SharedList {
  const { count, offsets, slots, formerSlots, text } = shared;
  const { list, anchor, seq, digest, clock } = state;
  const { name: title, id: issuer } = list.issuer;
  const { validFrom: publishedAt } = list;
  const entries = { count, offsets, slots, formerSlots, text };
  return { title, issuer, anchor, seq, digest, publishedAt, ...agesOf(state), clock, ...entries };
}

/** Asks a shared list. */
export interface ListView extends Pick<SharedList, 'title' | 'issuer' | 'anchor' | 'seq' | 'digest' | 'count'> {
  readonly find: (did: string) => RecognitionEntry | undefined;
  /** The entry that had this DID before. It does not recognise that DID: whoever has it today may be anybody. */
  readonly findFormer: (did: string) => RecognitionEntry | undefined;
  readonly at: (position: number) => RecognitionEntry;
  readonly ageAt: (now: Date) => ListAge;
}

/** A thousand entries are what one service meets in a while; each is some two kilobytes. */
const REMEMBERED = 1_000;

export function viewList(shared: SharedList): ListView {
  const { title, issuer, anchor, seq, digest, count, offsets, slots, formerSlots, text, clock } = shared;
  const bytes = Buffer.from(text.buffer);
  const read = new BoundedMemo<RecognitionEntry>(REMEMBERED);
  const at = (position: number): RecognitionEntry =>
    JSON.parse(bytes.toString('utf8', offsets[position], offsets[position + 1])) as RecognitionEntry;

  const find = (did: string): RecognitionEntry | undefined => {
    const known = read.get(did);
    if (known) return known;
    const found = search(did, slots, (position) => {
      // Every entry's JSON begins with its id: another one is passed over without being read.
      if (!beginsWith(bytes, offsets[position]!, did)) return undefined;
      const entry = at(position);
      return entry.id === did ? entry : undefined;
    });
    if (found) read.set(did, found);
    return found;
  };
  const findFormer = (did: string): RecognitionEntry | undefined =>
    search(did, formerSlots, (position) => {
      const entry = at(position);
      return entry.formerIds.includes(did) ? entry : undefined;
    });
  return {
    ...{ title, issuer, anchor, seq, digest, count, find, findFormer, at },
    ageAt: (now) => ageAt(shared, Math.max(now.getTime(), clock)),
  };
}

function search(
  did: string,
  slots: SharedList['slots'],
  readIfIt: (position: number) => RecognitionEntry | undefined,
): RecognitionEntry | undefined {
  for (let slot = hashOf(did) & (slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const entry = readIfIt(slots[slot]! - 1);
    if (entry) return entry;
  }
  return undefined;
}

/** A DID is of ASCII letters alone (`list-shape.ts`). */
function beginsWith(bytes: Buffer, offset: number, did: string): boolean {
  const text = `{"id":"${did}",`;
  return bytes.toString('latin1', offset, offset + text.length) === text;
}

const sizeFor = (count: number): number => 2 ** Math.ceil(Math.log2(Math.max(count, 1) * SPARSE));

/** FNV-1a of 32 bits: spreads DIDs, and is no secret: which are on a list the trustees chose. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
