import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

/** 2 MiB: sixteen million statuses of one bit. */
export const MOST_INFLATED = 2 * 1024 * 1024;

const inflaters = { gzip: promisify(gunzip), zlib: promisify(inflate) };

/**
 * Inflates a stranger's bytes as a stream that is stopped at the limit: half a megabyte can hold a gigabyte
 * (Bitstring Status List 1.0 §4.4, "Denial of service").
 *
 * @returns undefined where it is more, or no such stream
 */
export async function inflateWithin(
  bytes: Uint8Array,
  format: keyof typeof inflaters,
  most = MOST_INFLATED,
): Promise<Uint8Array | undefined> {
  try {
    return await inflaters[format](bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}
