import { decodeBase58 } from '../../identifiers/decode-base58.ts';

/** A signature in base58btc, or undefined where it is in another base. */
export function decodeBase58Signature(text: string): Uint8Array | undefined {
  return text.startsWith('z') ? decodeBase58(text.slice(1)) : undefined;
}
