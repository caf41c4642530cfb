const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const digits = new Map([...ALPHABET].map((character, digit) => [character.charCodeAt(0), digit]));
const digitOf: readonly number[] = Array.from({ length: 128 }, (_, code) => digits.get(code) ?? -1);

/** So many digits are taken at a time: with a limb they are still a safe integer. */
const GROUP = 5;

/**
 * The bytes of a text in base58btc, or undefined where another character is in it; of each leading `1` a zero byte.
 *
 * In limbs of 16 bits, five digits at a time: digit by digit and byte by byte, as libraries have it, a signature and a
 * key take a tenth as long as verifying them. The time grows with the square of the length, which the caller limits.
 */
export function decodeBase58(text: string): Uint8Array | undefined {
  let zeros = 0;
  while (text[zeros] === '1') zeros += 1;

  // The least first.
  const limbs: number[] = [];
  for (let index = zeros; index < text.length; index += GROUP) {
    let [scale, carry] = [1, 0];
    for (let next = index; next < Math.min(index + GROUP, text.length); next += 1) {
      const digit = digitOf[text.charCodeAt(next)] ?? -1;
      if (digit < 0) return undefined;
      scale *= 58;
      carry = carry * 58 + digit;
    }
    for (let limb = 0; limb < limbs.length; limb += 1) {
      const value = limbs[limb]! * scale + carry;
      limbs[limb] = value % 65_536;
      carry = Math.floor(value / 65_536);
    }
    for (; carry > 0; carry = Math.floor(carry / 65_536)) limbs.push(carry % 65_536);
  }

  const significant = limbs.length * 2 - (limbs.length > 0 && limbs.at(-1)! < 256 ? 1 : 0);
  const bytes = new Uint8Array(zeros + significant);
  for (let place = 0; place < significant; place += 1) {
    const limb = limbs[place >> 1]!;
    bytes[bytes.length - 1 - place] = place % 2 === 0 ? limb & 0xff : limb >> 8;
  }
  return bytes;
}
