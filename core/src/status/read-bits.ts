/** How many values of that many bits there are. */
export const countOf = (bytes: Uint8Array, size: number): number => Math.floor((bytes.length * 8) / size);

/**
 * The value at an index where the first bit is the leftmost, the most significant of the first byte
 * (Bitstring Status List 1.0 §3.4). Undefined beyond the end.
 */
export function readFromLeft(bytes: Uint8Array, index: number, size: number): number | undefined {
  if (index >= countOf(bytes, size)) return undefined;
  let value = 0;
  for (let position = index * size; position < (index + 1) * size; position += 1) {
    value = value * 2 + ((bytes[position >> 3]! >> (7 - (position & 7))) & 1);
  }
  return value;
}

/**
 * The value at an index where values fill each byte from its least significant bit (Token Status List §4.1);
 * `size` is 1, 2, 4 or 8. Undefined beyond the end.
 */
export function readFromRight(bytes: Uint8Array, index: number, size: number): number | undefined {
  if (index >= countOf(bytes, size)) return undefined;
  const position = index * size;
  return (bytes[position >> 3]! >> (position & 7)) & (2 ** size - 1);
}
