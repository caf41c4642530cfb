import * as v from 'valibot';
import type { StatusEntry } from './status-entry.ts';

const ListUrl = v.pipe(v.string(), v.maxLength(2_048), v.url(), v.regex(/^https?:\/\//));
/** The largest index of one bit in a list of the size that we inflate. */
const MOST = 16_777_215;
const Index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST));
/** Written as text, in decimal and in one way only. */
const IndexText = v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,7})$/), v.transform(Number), Index);

/** Bitstring Status List 1.0 §2.1. */
const Bitstring = v.pipe(
  v.looseObject({
    type: v.literal('BitstringStatusListEntry'),
    statusPurpose: v.picklist(['revocation', 'suspension', 'message', 'refresh']),
    statusListIndex: IndexText,
    statusListCredential: ListUrl,
    statusSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)), 1),
  }),
  v.transform((entry): StatusEntry => ({
    type: entry.type,
    list: entry.statusListCredential,
    index: entry.statusListIndex,
    purpose: entry.statusPurpose,
    size: entry.statusSize,
  })),
);

/** Status List 2021 §4.1, the ancestor of the former. */
const Of2021 = v.pipe(
  v.looseObject({
    type: v.literal('StatusList2021Entry'),
    statusPurpose: v.picklist(['revocation', 'suspension']),
    statusListIndex: IndexText,
    statusListCredential: ListUrl,
  }),
  v.transform((entry): StatusEntry => ({
    type: entry.type,
    list: entry.statusListCredential,
    index: entry.statusListIndex,
    purpose: entry.statusPurpose,
    size: 1,
  })),
);

/** The `status` claim of a token (Token Status List §6.2). */
const Token = v.pipe(
  v.looseObject({ status_list: v.looseObject({ idx: Index, uri: ListUrl }) }),
  v.transform(({ status_list: { idx, uri } }): StatusEntry => ({
    type: 'TokenStatusList',
    list: uri,
    index: idx,
    purpose: 'token',
    size: 1,
  })),
);

const Entry = v.union([Bitstring, Of2021, Token]);

/**
 * Reads one entry of a credential's status.
 *
 * @param signed as the issuer signed it
 * @returns undefined for a type, a purpose or a spelling that we do not know: such a credential is never judged as if
 *   it had no status
 */
export function parseStatusEntry(signed: unknown): StatusEntry | undefined {
  const parsed = v.safeParse(Entry, signed);
  return parsed.success ? parsed.output : undefined;
}
